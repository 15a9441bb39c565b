package id.pantau.agent.uplink;

import id.pantau.wire.DeviceId;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one client of Paho, and the end of its sleeps.
 *
 * <p>Paho starts three threads at each connection, one after the other, and looks at once whether
 * that one runs; it never does yet, and so Paho sleeps 100 ms each time (CommsReceiver.start,
 * CommsSender.start, CommsCallback.start). It takes an interruption of that sleep for its end, so
 * we interrupt it as soon as a thread may have started: a start of the tracker is 300 ms shorter.
 * Where all that comes too early it sleeps as it always did.
 */
final class PahoThreads extends ScheduledThreadPoolExecutor {
  /** One connects and later pings, three stay, and one ends the sleeps. */
  private static final int THREADS = 5;

  private static final int KEEP_IDLE_S = 5;

  /** A thread starts within a millisecond here, and within some on a Raspberry Pi. */
  private static final int[] WAKE_AFTER_MS = {1, 3, 6, 12, 25, 50};

  PahoThreads(DeviceId device) {
    super(
        THREADS,
        work -> {
          Thread thread = new Thread(work, "mqtt-" + device);
          thread.setDaemon(true);
          return thread;
        });
    setKeepAliveTime(KEEP_IDLE_S, TimeUnit.SECONDS);
    allowCoreThreadTimeOut(true);
    setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** By the connecting thread, which then waits for the task to run; for nothing else. */
  @Override
  public Future<?> submit(Runnable task) {
    Thread connecting = Thread.currentThread();
    Future<?> started = super.submit(task);
    for (int ms : WAKE_AFTER_MS) {
      schedule(() -> wake(connecting), ms, TimeUnit.MILLISECONDS);
    }
    return started;
  }

  private static void wake(Thread connecting) {
    if (connecting.getState() == Thread.State.TIMED_WAITING) { // it sleeps
      connecting.interrupt();
    }
  }
}
