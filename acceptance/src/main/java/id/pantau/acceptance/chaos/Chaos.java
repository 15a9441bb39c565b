package id.pantau.acceptance.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.workbench.TestFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./pantau chaos}: succeeds only if every committed record is stored exactly once. The last
 * line of stdout is one JSON object; words go to stderr.
 */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description =
        "Armada dalam kekacauan: tidak ada yang boleh hilang | a fleet in chaos: nothing may be lost")
public final class Chaos implements Callable<Integer> {
  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "lamanya | how long (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "rencana gangguan yang sama | the same plan of faults again")
  private @Nullable Long seed;

  @Option(
      names = "--trackers",
      paramLabel = "N",
      defaultValue = "4",
      description = "banyaknya pelacak | how many trackers (${DEFAULT-VALUE})")
  private int trackers;

  @Option(
      names = "--negative-control",
      description =
          "bukti bahwa kehilangan terlihat: catatan diakui sebelum disimpan"
              + " | proof that loss is seen: records are named before they are stored")
  private boolean negativeControl;

  private final PrintStream result;

  private Chaos(PrintStream result) {
    this.result = result;
  }

  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING);
    System.exit(execute(System.out, args));
  }

  /** Runs the command and returns its exit code; the JSON goes to {@code result}. */
  static int execute(PrintStream result, String... args) {
    return new CommandLine(new Chaos(result)).execute(args);
  }

  @Override
  public Integer call() {
    if (seconds < 5 || seconds > 3_600 || trackers < 1 || trackers > 50) {
      System.err.println(
          "--seconds 5..3600, --trackers 1..50: di luar batas | out of these limits");
      return 2;
    }
    Path folder = TestFolder.create("chaos");
    var settings =
        new ChaosRun.Settings(
            seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed,
            Duration.ofSeconds(seconds),
            trackers,
            negativeControl);
    System.err.printf("seed=%d%n", settings.seed());
    ChaosRun.Report report = ChaosRun.run(settings, folder, System.err::println);
    report.verdict().examples().forEach(System.err::println);
    result.println(json(report));
    boolean asExpected = negativeControl ? report.verdict().lost() > 0 : report.isClean();
    System.err.println(
        asExpected
            ? negativeControl
                ? "Kehilangan terlihat | the loss was seen"
                : "Semua catatan tersimpan tepat satu kali | every record is stored exactly once"
            : "Tidak seperti yang dijanjikan | not as promised");
    return asExpected ? 0 : 1;
  }

  private static String json(ChaosRun.Report report) {
    Oracle.Verdict verdict = report.verdict();
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("seed", report.settings().seed());
    json.put("created", verdict.created());
    json.put("stored", verdict.stored());
    json.put("lost", verdict.lost());
    json.put("duplicated", verdict.duplicated());
    json.put("altered", verdict.altered());
    json.put("invented", verdict.invented());
    json.put("deadLetters", report.deadLetters());
    json.put("waiting", report.waiting());
    json.put("drainSeconds", Math.round(report.drained().toMillis() / 100.0) / 10.0);
    ObjectNode faults = json.putObject("faults");
    new TreeMap<>(report.faults()).forEach((fault, count) -> faults.put(fault.word(), count));
    return json.toString();
  }
}
