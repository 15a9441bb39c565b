package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapKeeperTest {
  private static final long KEPT = 20 << 20;
  private static final long USUAL = HeapKeeper.USUAL_GROWTH_BYTES;

  private final AtomicLong used = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final AtomicInteger cleanings = new AtomicInteger();
  private final HeapKeeper keeper =
      new HeapKeeper(
          used::get,
          kept::get,
          () -> {
            cleanings.incrementAndGet();
            used.set(KEPT);
            kept.set(KEPT);
          });

  @Test
  void cleansWhenTheOldGenerationHasGrownByMoreThanWeLetBe() {
    used.set(USUAL);
    keeper.look();
    assertEquals(0, cleanings.get());
    used.set(USUAL + 1);
    keeper.look();
    assertEquals(1, cleanings.get());
  }

  /** Else a collector with much to remember would do nothing but clean. */
  @Test
  void whatIsStillNeededIsNoReasonToCleanAgain() {
    used.set(2 * USUAL);
    keeper.look();
    keeper.look();
    used.set(KEPT + USUAL);
    keeper.look();
    assertEquals(1, cleanings.get());
    used.set(KEPT + USUAL + 1);
    keeper.look();
    assertEquals(2, cleanings.get());
  }

  /** In a flood much is alive, and every cleaning holds it up. */
  @Test
  void theMoreIsAliveTheMoreMayGrow() {
    kept.set(10 * USUAL);
    used.set(15 * USUAL);
    keeper.look();
    assertEquals(0, cleanings.get());
    used.set(15 * USUAL + 1);
    keeper.look();
    assertEquals(1, cleanings.get());
  }

  /** A JVM that called it otherwise would not be kept, and nobody would notice. */
  @Test
  void theOldGenerationOfTheSerialCollectorIsFoundAndSaysWhatIsAlive() {
    assumeTrue(
        ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:+UseSerialGC"),
        "this JVM has another collector");
    MemoryPoolMXBean old = HeapKeeper.findOldGeneration().orElseThrow();
    System.gc();
    assertTrue(old.getCollectionUsage().getUsed() > 0);
    assertTrue(old.getUsage().getUsed() >= old.getCollectionUsage().getUsed());
  }
}
