package id.pantau.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.DeviceId;
import id.pantau.workbench.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long Paho waits for its own threads. */
class PahoThreadsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** On a busy machine a sleep may begin only after the last of what would end it. */
  private static final int TRIES = 100;

  private final PahoThreads threads = new PahoThreads(new DeviceId("ambulans-1"));

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void whoSleepsUntilATaskRunsIsWoken() {
    boolean woken = false;
    for (int i = 0; i < TRIES && !woken; i++) {
      threads.submit(() -> {});
      woken = isSleepEnded();
    }
    assertTrue(woken);
  }

  private static boolean isSleepEnded() {
    try {
      return new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS); // longer than Paho does
    } catch (InterruptedException ended) {
      return true;
    }
  }

  @Test
  void whoDoesSomethingElseIsLeftAlone() throws Exception {
    threads.submit(() -> {});
    // Later than all that would end a sleep; and who waits for this does not sleep.
    threads.schedule(() -> {}, 200, TimeUnit.MILLISECONDS).get();
    assertFalse(Thread.interrupted());
  }

  @Test
  void nobodyIsLeftWhenTheConnectionIsOver() {
    threads.execute(() -> threads.submit(() -> {}));
    threads.shutdownNow();
    Await.until("its threads have ended", LIMIT, threads::isTerminated);
  }
}
