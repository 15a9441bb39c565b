package id.pantau.agent;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Waits out a loss of power, and asks the system to switch the machine off when it lasts. One
 * thread.
 *
 * <p>The tracker has no right to switch anything off; it makes a file, and a unit of root does it.
 */
final class PowerCut {
  private static final System.Logger LOG = System.getLogger(PowerCut.class.getName());

  /** A system that has not ended us by then has nobody who looks at the file. */
  private static final Duration UNHEARD_AFTER = Duration.ofMinutes(1);

  enum State {
    /** Also where the input is not wired: only a loss that was seen counts. */
    GOOD,
    LOST,
    /** The system was asked. */
    ENDING
  }

  private final PowerSettings settings;
  private State state = State.GOOD;
  private long sinceNanos;
  private boolean refused;
  private boolean unheard;

  PowerCut(PowerSettings settings) {
    this.settings = settings;
  }

  State state() {
    return state;
  }

  /** The input has changed. */
  void changed(boolean isGood, long nanos) {
    if (isGood) {
      takeBack();
      state = State.GOOD;
    } else if (state == State.GOOD) {
      state = State.LOST;
      sinceNanos = nanos;
      refused = false;
      unheard = false;
    }
  }

  /** Whether it has lasted so long that {@link #ask} is due. */
  boolean isDue(long nanos) {
    return state == State.LOST
        && !settings.shutdownAfter().isZero()
        && nanos - sinceNanos >= settings.shutdownAfter().toNanos();
  }

  /** Asks to be switched off; what cannot be asked now is asked again at the next turn. */
  void ask(long nanos) {
    try {
      Files.writeString(settings.requestFile(), "power lost\n");
      state = State.ENDING;
      sinceNanos = nanos;
      LOG.log(Level.INFO, "no power, asking to be switched off");
    } catch (IOException e) {
      if (!refused) {
        refused = true;
        LOG.log(Level.ERROR, "cannot ask to be switched off: {0}", e.toString());
      }
    }
  }

  /** Says it when nobody has heard. */
  void look(long nanos) {
    if (state == State.ENDING && !unheard && nanos - sinceNanos > UNHEARD_AFTER.toNanos()) {
      unheard = true;
      LOG.log(
          Level.ERROR, "asked to be switched off, and nobody does: {0}", settings.requestFile());
    }
  }

  private void takeBack() {
    if (state != State.ENDING) {
      return;
    }
    try {
      boolean intime = Files.deleteIfExists(settings.requestFile());
      LOG.log(Level.INFO, "power is back, request taken back={0}", intime);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "cannot take back the request: {0}", e.toString());
    }
  }
}
