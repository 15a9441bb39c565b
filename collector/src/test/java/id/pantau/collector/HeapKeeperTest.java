package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapKeeperTest {
  private static final long KEPT = 20 << 20;

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
    used.set(HeapKeeper.MOST_GROWTH_BYTES);
    keeper.look();
    assertEquals(0, cleanings.get());
    used.set(HeapKeeper.MOST_GROWTH_BYTES + 1);
    keeper.look();
    assertEquals(1, cleanings.get());
  }

  /** Else a collector with much to remember would do nothing but clean. */
  @Test
  void whatIsStillNeededIsNoReasonToCleanAgain() {
    used.set(2 * HeapKeeper.MOST_GROWTH_BYTES);
    keeper.look();
    keeper.look();
    used.set(KEPT + HeapKeeper.MOST_GROWTH_BYTES);
    keeper.look();
    assertEquals(1, cleanings.get());
    used.set(KEPT + HeapKeeper.MOST_GROWTH_BYTES + 1);
    keeper.look();
    assertEquals(2, cleanings.get());
  }
}
