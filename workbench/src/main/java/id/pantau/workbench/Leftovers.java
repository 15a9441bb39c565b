package id.pantau.workbench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes at the end of the JVM what is still open, the newest first.
 *
 * <p>One hook for all: shutdown hooks run at the same time, and a folder must not be removed while
 * the process that writes into it still lives.
 */
public final class Leftovers {
  private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

  /** Process-wide on purpose: there is one end of the JVM. Guarded by itself. */
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::closeAll, "workbench-end"));
  }

  private Leftovers() {}

  /** From now on, and before everything that was remembered earlier, this is closed at the end. */
  public static void remember(AutoCloseable thing) {
    synchronized (OPEN) {
      OPEN.remove(thing);
      OPEN.push(thing);
    }
  }

  /** It is closed already. */
  public static void forget(AutoCloseable thing) {
    synchronized (OPEN) {
      OPEN.remove(thing);
    }
  }

  private static void closeAll() {
    while (true) {
      AutoCloseable next;
      synchronized (OPEN) {
        next = OPEN.poll();
      }
      if (next == null) {
        return;
      }
      try {
        next.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "could not close " + next, e);
      }
    }
  }
}
