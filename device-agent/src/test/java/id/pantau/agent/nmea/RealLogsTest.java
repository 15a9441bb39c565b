package id.pantau.agent.nmea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.SharedData;
import id.pantau.agent.tool.DecodeCommand;
import id.pantau.wire.Fix;
import id.pantau.workbench.TestFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Logs of 58 receivers that nobody of us made, clean and damaged. */
class RealLogsTest {
  private static final double DAMAGED_SHARE = 0.05;
  private static final int SEEDS = 10;

  /** Each takes two seconds. */
  private static final int JUDGED_SEEDS = 4;

  private static final Pattern TIME_OF_DAY =
      Pattern.compile(
          "\\$..(?:(?:RMC|GGA|GNS|ZDA),(\\d{6}[.\\d]*)|GLL,[^,]*,.?,[^,]*,.?,(\\d{6}[.\\d]*)).*",
          Pattern.DOTALL);

  @Test
  void findsWhatGpsdFindsInEveryLog() throws Exception {
    Path nmea = SharedData.get("nmea");
    Path out = TestFolder.create("decode");
    List<String> arguments = new ArrayList<>(List.of("--out", out.toString()));
    logs(nmea).forEach(log -> arguments.add(log.toString()));
    assertEquals(0, new CommandLine(new DecodeCommand()).execute(arguments.toArray(String[]::new)));

    String report = judged(nmea, nmea.resolve("truth"), out);
    assertTrue(number(report, "SCORE ([\\d.]+)") >= 98, report);
    assertEquals(0, number(report, "false (\\d+), optional"), report);
  }

  /**
   * The same judge for logs of which one sentence in twenty is damaged. As for its own damaged
   * logs, the epochs of a damaged sentence may be missing, but must not be wrong.
   */
  @Test
  void findsAllThatIsUndamagedOnABadLineAndNothingElse() throws Exception {
    Path nmea = SharedData.get("nmea");
    for (int seed = 0; seed < JUDGED_SEEDS; seed++) {
      Path folder = TestFolder.create("damaged-" + seed);
      Path truth = Files.createDirectory(folder.resolve("truth"));
      Path out = folder.resolve("out");
      List<String> arguments = new ArrayList<>(List.of("--out", out.toString()));
      for (Path log : logs(nmea)) {
        String name = log.getFileName().toString();
        var damager = new Damager(seed * 7_919L + name.hashCode());
        List<byte[]> damaged = new ArrayList<>();
        Set<String> hurt = new HashSet<>();
        hurt(lines(log), damager, damaged, hurt);
        arguments.add(Files.write(folder.resolve(name), joined(damaged)).toString());
        String facts = name.replace(".log", ".jsonl");
        List<String> expected = Files.readAllLines(nmea.resolve("truth").resolve(facts));
        Files.write(truth.resolve(facts), expected.stream().map(l -> forgiven(l, hurt)).toList());
      }
      assertEquals(
          0, new CommandLine(new DecodeCommand()).execute(arguments.toArray(String[]::new)));
      String report = judged(nmea, truth, out);
      System.out.printf("damaged logs, seed %d: %s%n", seed, report.lines().toList().getLast());
      assertTrue(number(report, "SCORE ([\\d.]+)") >= 97, "seed " + seed + "\n" + report);
      assertEquals(0, number(report, "false (\\d+), optional"), "seed " + seed + "\n" + report);
    }
  }

  private static byte[] joined(List<byte[]> lines) {
    var all = new ByteArrayOutputStream();
    lines.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** An epoch of a damaged sentence may be missing. */
  private static String forgiven(String fact, Set<String> hurt) {
    Matcher time = Pattern.compile("\"time\": \"([^\"]*)\"").matcher(fact);
    boolean isHurt = time.find() && hurt.contains(key(Instant.parse(time.group(1))));
    return isHurt ? fact.replace("\"class\": \"required\"", "\"class\": \"damaged\"") : fact;
  }

  /** What the comparer of the real logs says of what was decoded. */
  private static String judged(Path nmea, Path truth, Path out) throws InterruptedException {
    Process judge;
    try {
      judge =
          new ProcessBuilder(
                  "python3",
                  nmea.resolve("nmea_truth.py").toString(),
                  truth.toString(),
                  out.toString(),
                  "--list",
                  nmea.resolve("open.txt").toString())
              .redirectErrorStream(true)
              .start();
      String report = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, judge.waitFor(), report);
      return report;
    } catch (IOException e) {
      return Assumptions.abort("skipped: no python3 for the comparer of the real logs");
    }
  }

  private static double number(String text, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    assertTrue(matcher.find(), text);
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void neverInventsAFixOnABadLine() throws IOException {
    long expected = 0;
    long found = 0;
    List<String> wrong = new ArrayList<>();
    for (Path log : logs(SharedData.get("nmea"))) {
      List<byte[]> lines = lines(log);
      Map<Instant, Fix> clean = decode(lines);
      for (int seed = 0; seed < SEEDS; seed++) {
        var damager = new Damager(seed * 1_000_003L + log.getFileName().hashCode());
        List<byte[]> damaged = new ArrayList<>();
        Set<String> hurt = new HashSet<>();
        hurt(lines, damager, damaged, hurt);
        Map<Instant, Fix> fixes = decode(damaged);
        for (Fix fix : fixes.values()) {
          Fix truth = clean.get(fix.fixTime());
          if (truth == null || truth.at().distanceM(fix.at()) > 1) {
            wrong.add(log.getFileName() + " seed=" + seed + " " + fix + " for " + truth);
          }
        }
        for (Instant time : clean.keySet()) {
          if (!hurt.contains(key(time))) {
            expected++;
            found += fixes.containsKey(time) ? 1 : 0;
          }
        }
      }
    }
    double share = 100.0 * found / expected;
    System.out.printf(
        "damaged logs: %d epochs of undamaged sentences, %.2f %% found, %d wrong%n",
        expected, share, wrong.size());
    wrong.stream().limit(20).forEach(System.out::println);
    assertTrue(share >= 97, share + " %");
    assertEquals(List.of(), wrong);
  }

  /** Damages 5 % of the sentences and notes the times of day they and their neighbours had. */
  private static void hurt(
      List<byte[]> lines, Damager damager, List<byte[]> damaged, Set<String> hurt) {
    String time = "";
    boolean untilNext = false;
    for (byte[] line : lines) {
      String text = new String(line, StandardCharsets.ISO_8859_1);
      String here = time(text);
      if (!here.isEmpty()) {
        time = here;
        if (untilNext) {
          hurt.add(time);
        }
        untilNext = false;
      }
      if (text.startsWith("$") && damager.hits(DAMAGED_SHARE)) {
        damaged.add(damager.damage(line));
        hurt.add(time);
        untilNext = true;
      } else {
        damaged.add(line);
      }
    }
  }

  private static String time(String line) {
    Matcher matcher = TIME_OF_DAY.matcher(line);
    if (!matcher.matches()) {
      return "";
    }
    String text = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return "%s.%-3s"
        .formatted(text.substring(0, 6), text.length() > 7 ? text.substring(7) : "")
        .replace(' ', '0')
        .substring(0, 10);
  }

  private static String key(Instant time) {
    return time.toString()
        .replaceFirst(".*T", "")
        .replace(":", "")
        .replace("Z", ".000")
        .substring(0, 10);
  }

  private static Map<Instant, Fix> decode(List<byte[]> lines) {
    Map<Instant, Fix> fixes = new TreeMap<>();
    var decoder =
        new NmeaDecoder(
            DecoderSettings.forLogs(),
            epoch -> {
              if (epoch instanceof Epoch.Located located) {
                fixes.put(epoch.time(), located.fix());
              }
            });
    lines.forEach(line -> decoder.accept(line, 0, line.length, 0));
    decoder.end();
    return fixes;
  }

  /** With their ends. */
  private static List<byte[]> lines(Path log) {
    List<byte[]> lines = new ArrayList<>();
    var line = new ByteArrayOutputStream();
    try {
      for (byte b : Files.readAllBytes(log)) {
        line.write(b);
        if (b == '\n') {
          lines.add(line.toByteArray());
          line.reset();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
    if (line.size() > 0) {
      lines.add(line.toByteArray());
    }
    return lines;
  }

  private static List<Path> logs(Path nmea) throws IOException {
    Set<String> open =
        Files.readAllLines(nmea.resolve("open.txt")).stream()
            .map(name -> name.replaceFirst("#.*", "").strip())
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(nmea.resolve("logs"))) {
      Function<Path, String> name = file -> file.getFileName().toString().replace(".log", "");
      return files.filter(file -> open.contains(name.apply(file))).sorted().toList();
    }
  }
}
