package id.pantau.agent;

import id.pantau.agent.files.WholeFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the system to set the machine's clock when the satellites say that it is far off: a Pi has
 * no battery for it, and wakes up in 1970 or on the day it was last switched off. One thread.
 *
 * <p>The tracker itself needs it for nothing, and has no right to set it; it makes a file, and a
 * unit of root does it. What is nearer than a minute is left to the network's time.
 */
final class MachineClock {
  private static final System.Logger LOG = System.getLogger(MachineClock.class.getName());
  private static final Duration FAR_OFF = Duration.ofMinutes(1);

  /** No clock is set by one sentence: the two must be equally far apart, look after look. */
  private static final int LOOKS_ALIKE = 10;

  private static final Duration ALIKE = Duration.ofSeconds(1);

  /** A later time is a receiver that dreams; the program is not in use for so long. */
  private static final Duration LONGEST_USE = Duration.ofDays(20 * 365);

  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

  /** A system that has not done it by then has nobody who looks at the file. */
  private static final Duration UNHEARD_AFTER = Duration.ofSeconds(30);

  private final ClockSettings settings;
  private final Instant built;
  private final InstantSource machine;
  private final Path uptime;
  private Duration off = Duration.ZERO;
  private int alike;
  private boolean asked;
  private long askedNanos;
  private boolean unheard;
  private boolean told;

  /**
   * @param built no true time is before this program
   * @param uptime the file of the kernel, {@code /proc/uptime}
   */
  MachineClock(ClockSettings settings, Instant built, InstantSource machine, Path uptime) {
    this.settings = settings;
    this.built = built;
    this.machine = machine;
    this.uptime = uptime;
  }

  static MachineClock of(ClockSettings settings, Instant built) {
    return new MachineClock(settings, built, InstantSource.system(), Path.of("/proc/uptime"));
  }

  /**
   * Called once a second.
   *
   * @param satellites their time, as far as it is known
   * @param hasFix whether the receiver has a position; without one its time may be its own
   */
  void look(Optional<Instant> satellites, boolean hasFix, long nanos) {
    if (!settings.follows() || satellites.isEmpty() || !hasFix || !isPossible(satellites.get())) {
      alike = 0;
      return;
    }
    Duration now = Duration.between(satellites.get(), machine.instant());
    alike = now.minus(off).abs().compareTo(ALIKE) <= 0 ? alike + 1 : 1;
    off = now;
    if (now.abs().compareTo(FAR_OFF) < 0) {
      asked = false;
      unheard = false;
      return;
    }
    if (asked) {
      sayUnheard(nanos);
    }
    boolean due = !asked || nanos - askedNanos >= ASK_AGAIN.toNanos();
    if (alike >= LOOKS_ALIKE && due) {
      ask(satellites.get(), nanos);
    }
  }

  private boolean isPossible(Instant time) {
    return !time.isBefore(built) && time.isBefore(built.plus(LONGEST_USE));
  }

  private void ask(Instant time, long nanos) {
    asked = true;
    askedNanos = nanos;
    Path folder = settings.requestFile().toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      say(Level.INFO, "the clock is off and nobody here sets it: there is no " + folder);
      return;
    }
    try {
      WholeFile.write(settings.requestFile(), request(time));
      LOG.log(Level.INFO, "the clock is off by seconds={0,number,#}, asking", off.toSeconds());
    } catch (IOException e) {
      say(Level.ERROR, "cannot ask for the right time: " + e);
    }
  }

  /** Whoever reads it later adds what has passed since. */
  private String request(Instant time) throws IOException {
    String up = Files.readString(uptime).split(" ", 2)[0];
    return String.format(
        Locale.ROOT, "%d.%03d %s%n", time.getEpochSecond(), time.getNano() / 1_000_000, up);
  }

  private void sayUnheard(long nanos) {
    if (!unheard && nanos - askedNanos > UNHEARD_AFTER.toNanos()) {
      unheard = true;
      say(Level.WARNING, "asked for the right time, and nobody sets it: " + settings.requestFile());
    }
  }

  /** Once is enough: it is off for as long as it takes. */
  private void say(Level level, String what) {
    if (!told) {
      told = true;
      LOG.log(level, what);
    }
  }
}
