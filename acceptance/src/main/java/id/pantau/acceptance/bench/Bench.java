package id.pantau.acceptance.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.workbench.TestFolder;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code ./pantau bench}: measures, and tells each figure beside its limit. Succeeds only if every
 * limit was kept. The last line of stdout is one JSON object: the figures of the measurement, or
 * with several of them an object of each under its name. Words go to stderr.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Pengukuran terhadap batasnya; tanpa nama: semuanya"
            + " | measurements against their limits; without a name: all of them")
public final class Bench implements Callable<Integer> {
  private static final int EXIT_MISSED = 1;
  private static final int EXIT_USAGE = 2;

  /** Long enough to see that a measurement works; its figures want the usual time. */
  private static final int LEAST_SECONDS = 3;

  private static final int MOST_SECONDS = 3_600;

  /** In the order in which they run when none is named. */
  enum What {
    WIRE,
    JOURNAL,
    AGENT,
    START,
    INGEST,
    LIVE,
    RETURN,
    QUERY,
    MERGE,
    PAGES;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** A tracker computes a thousandth of the time: the kernel's clock needs minutes to see it. */
    Duration usualTime() {
      return Duration.ofSeconds(this == AGENT ? 300 : 30);
    }

    /** What is in the database before, when nobody says it. */
    long usualRows() {
      return this == QUERY ? 3_000_000 : 0;
    }

    Measurement measurement(Duration time, long rows) {
      return switch (this) {
        case WIRE -> new WireMeasurement();
        case JOURNAL -> new JournalMeasurement();
        case AGENT -> new AgentMeasurement(time);
        case START -> new StartMeasurement();
        case INGEST -> new IngestMeasurement(time, rows);
        case LIVE -> new LiveMeasurement(time);
        case RETURN -> new ReturnMeasurement(time);
        case QUERY -> new QueryMeasurement(time, rows);
        case MERGE -> new MergeMeasurement();
        case PAGES -> new PagesMeasurement(time);
      };
    }
  }

  static final class WhatConverter implements ITypeConverter<What> {
    @Override
    public What convert(String word) {
      for (What what : What.values()) {
        if (what.word().equals(word)) {
          return what;
        }
      }
      throw new TypeConversionException("'" + word + "': " + words());
    }
  }

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      paramLabel = "NAME",
      converter = WhatConverter.class,
      description = "wire, journal, agent, start, ingest, live, return, query, merge, pages")
  private List<What> named = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "lamanya satu pengukuran, selain persiapannya"
              + " | how long a measurement takes beside its preparation (30; agent: 300)")
  private @Nullable Integer seconds;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description =
          "query, ingest: posisi dalam basis data sebelumnya"
              + " | query, ingest: positions stored before (3000000; ingest: 0)")
  private @Nullable Long rows;

  @Option(
      names = "--limit",
      paramLabel = "FIGURE=N",
      description = "batas lain untuk mesin ini | another limit for this machine")
  private Map<String, Double> limits = Map.of();

  private Bench(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING);
    System.exit(run(System.out, System.err, args));
  }

  /** The command; the exit code. */
  static int run(PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new Bench(out, err))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private static String words() {
    return Arrays.stream(What.values()).map(What::word).collect(Collectors.joining("|"));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (seconds != null && (seconds < LEAST_SECONDS || seconds > MOST_SECONDS)) {
      err.printf(
          "--seconds %d..%d: di luar batas | out of these limits%n", LEAST_SECONDS, MOST_SECONDS);
      return EXIT_USAGE;
    }
    if (rows != null && (rows < QueryMeasurement.MIN_ROWS || rows > QueryMeasurement.MAX_ROWS)) {
      err.printf(
          "--rows %d..%d: di luar batas | out of these limits%n",
          QueryMeasurement.MIN_ROWS, QueryMeasurement.MAX_ROWS);
      return EXIT_USAGE;
    }
    Map<What, Measurement> chosen = new LinkedHashMap<>();
    for (What each : named.isEmpty() ? List.of(What.values()) : named) {
      Duration time = seconds == null ? each.usualTime() : Duration.ofSeconds(seconds);
      chosen.put(each, each.measurement(time, rows == null ? each.usualRows() : rows));
    }
    Optional<String> bad = findBadLimit(chosen);
    if (bad.isPresent()) {
      err.println(
          "--limit "
              + bad.get()
              + ": tidak dikenal, atau bukan angka di atas nol | not known, or no number above zero");
      return EXIT_USAGE;
    }
    return measure(chosen);
  }

  private Optional<String> findBadLimit(Map<What, Measurement> chosen) {
    return limits.keySet().stream()
        .filter(
            name ->
                !(limits.get(name) > 0)
                    || chosen.values().stream().noneMatch(m -> m.limits().containsKey(name)))
        .findFirst();
  }

  private int measure(Map<What, Measurement> chosen) throws InterruptedException {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    boolean kept = true;
    for (var each : chosen.entrySet()) {
      Map<String, Double> held = new LinkedHashMap<>(each.getValue().limits());
      held.replaceAll(limits::getOrDefault);
      var report = new Report(err, held);
      report.say("bench %s", each.getKey().word());
      each.getValue().run(TestFolder.create("bench"), report);
      all.set(each.getKey().word(), report.json());
      kept &= report.isKept();
    }
    err.println(
        kept ? "Semua batas ditepati | every limit was kept" : "Batas terlampaui | limits missed");
    out.println(chosen.size() == 1 ? all.elements().next() : all);
    return kept ? 0 : EXIT_MISSED;
  }
}
