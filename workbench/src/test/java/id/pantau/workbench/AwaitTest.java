package id.pantau.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AwaitTest {
  @Test
  void failsWithTheWordsWhenTheLimitPasses() {
    var failure =
        assertThrows(
            AssertionError.class,
            () -> Await.until("the moon is blue", Duration.ofMillis(20), () -> false));
    assertEquals("not within 20 ms: the moon is blue", failure.getMessage());
  }

  @Test
  void asksAtLeastOnceEvenWithoutTime() {
    Await.until("at once", Duration.ZERO, () -> true);
  }

  @Test
  void returnsTheValueThatCame() {
    var asked = new AtomicInteger();
    assertEquals(
        3,
        Await.<Integer>value(
            "the third answer",
            Duration.ofSeconds(5),
            () -> Optional.of(asked.incrementAndGet()).filter(n -> n == 3)));
  }

  @Test
  void looksSeldomAtWhatTakesLongToLookAt() {
    var looks = new AtomicInteger();
    Duration look = Duration.ofMillis(20);
    assertThrows(
        AssertionError.class,
        () ->
            Await.until(
                "never",
                look.multipliedBy(20),
                () -> {
                  looks.incrementAndGet();
                  LockSupport.parkNanos(look.toNanos());
                  return false;
                }));
    assertTrue(looks.get() <= 5, looks + " looks in the time of 20");
  }

  @Test
  void givesEachFreePortOnlyOnceAndNoneThatIsTaken() throws IOException {
    var given = new HashSet<Integer>();
    for (int i = 0; i < 200; i++) {
      assertTrue(given.add(FreePorts.next()));
    }
    try (var taken = new ServerSocket(FreePorts.next(), 1, InetAddress.getLoopbackAddress())) {
      assertFalse(FreePorts.isFree(taken.getLocalPort()));
    }
  }
}
