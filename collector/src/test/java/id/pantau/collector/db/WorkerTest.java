package id.pantau.collector.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
  @Test
  void goesOnAfterAFailureAndTakesNoTurnAfterItsEnd() throws InterruptedException {
    var turns = new AtomicInteger();
    var third = new CountDownLatch(3);
    var worker =
        new Worker(
            "count",
            Duration.ZERO,
            () -> {
              third.countDown();
              if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
              }
              return third.getCount() == 0 ? Duration.ofHours(1) : Duration.ZERO;
            });
    worker.start(Duration.ZERO);
    assertTrue(third.await(10, TimeUnit.SECONDS), "it goes on");
    worker.close();
    assertEquals(3, turns.get());
  }

  @Test
  void endsAlsoWhenItNeverBegan() {
    new Worker("nothing", Duration.ZERO, () -> Duration.ZERO).close();
  }
}
