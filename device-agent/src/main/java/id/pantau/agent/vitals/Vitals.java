package id.pantau.agent.vitals;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the machine tells about itself, read now and then by a thread of its own: a card or a modem
 * that does not answer holds up nobody. Any thread may ask for the latest.
 */
public final class Vitals implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Vitals.class.getName());

  /** Readings that are missed so often in a row are no longer told. */
  private static final int MAX_MISSED = 3;

  /** The first fix comes before, on a small machine too; the first health report after. */
  private static final Duration FIRST_AFTER = Duration.ofSeconds(2);

  private final List<Source> sources;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "vitals");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Read latest = new Read(Map.of(), System.nanoTime());
  private volatile Duration every = Duration.ofMinutes(5);

  private record Read(Map<String, String> values, long nanos) {}

  Vitals(List<Source> sources) {
    this.sources = sources;
  }

  /**
   * Of this machine.
   *
   * @param journal the folder whose card matters
   * @param satellites their time, as far as it is known
   */
  public static Vitals of(
      Path journal, Supplier<Optional<Instant>> satellites, InstantSource machine) {
    return of(
        new SystemFiles(Path.of("/")),
        Programs.ofSystem(),
        journal,
        new PiClock(satellites, machine));
  }

  static Vitals of(SystemFiles files, Programs programs, Path journal, Source clock) {
    return new Vitals(
        List.of(
            new Load(files),
            new Power(files, programs),
            new Storage(files, journal),
            clock,
            new Modem(programs)));
  }

  /** What ModemManager says now; waits for it some seconds at most. */
  public static Map<String, String> modem() {
    return new Modem(Programs.ofSystem()).read();
  }

  /** What the power supply says now; waits some seconds at most. */
  public static Map<String, String> power() {
    return new Power(new SystemFiles(Path.of("/")), Programs.ofSystem()).read();
  }

  /** Reads soon, and then that often. */
  public void start(Duration time) {
    every = time;
    long first = Math.min(FIRST_AFTER.toMillis(), time.toMillis());
    executor.scheduleWithFixedDelay(this::read, first, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void read() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Source source : sources) {
      try {
        all.putAll(source.read());
      } catch (RuntimeException e) { // The others still have something to say.
        LOG.log(Level.WARNING, "a reading of the machine failed: {0}", e.toString());
      }
    }
    latest = new Read(Map.copyOf(all), System.nanoTime());
  }

  /** Empty before the first reading, and when the machine has not answered for long. */
  public Map<String, String> latest() {
    Read read = latest;
    boolean isOld = System.nanoTime() - read.nanos > every.multipliedBy(MAX_MISSED).toNanos();
    return isOld ? Map.of() : read.values;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
