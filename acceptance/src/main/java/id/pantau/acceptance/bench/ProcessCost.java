package id.pantau.acceptance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel has counted of a process so far (proc(5)).
 *
 * @param cpu of all its threads, also of those that have ended; in steps of 10 ms
 * @param switches how often its living threads have gone to sleep by themselves
 * @param threads computing time of the living ones by name, to the nanosecond
 */
record ProcessCost(Duration cpu, long switches, Map<String, Long> threads) {
  private static final int NAMED = 8;

  static ProcessCost of(long pid) {
    long switches = 0;
    Map<String, Long> threads = new HashMap<>();
    for (Path task : tasks(pid)) {
      try {
        switches += number(Files.readString(task.resolve("status")), "voluntary_ctxt_switches");
        long nanos = Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]);
        threads.merge(Files.readString(task.resolve("comm")).strip(), nanos, Long::sum);
      } catch (NoSuchFileException ended) {
        // Between the listing and the reading.
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + task, e);
      }
    }
    return new ProcessCost(CpuTime.of(List.of(pid)), switches, threads);
  }

  /** What has come since. */
  ProcessCost minus(ProcessCost before) {
    Map<String, Long> more = new HashMap<>(threads);
    before.threads.forEach((name, nanos) -> more.computeIfPresent(name, (n, now) -> now - nanos));
    return new ProcessCost(cpu.minus(before.cpu), switches - before.switches, more);
  }

  /** Those that computed most, e.g. {@code nmea-port 0.120 %}, as a share of that time. */
  String busiest(Duration time) {
    return threads.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(NAMED)
        .map(
            each -> "%s %.3f %%".formatted(each.getKey(), 100.0 * each.getValue() / time.toNanos()))
        .collect(Collectors.joining(", "));
  }

  /**
   * How much memory it has now; exact, unlike the figures of {@code status}.
   *
   * @param name as in {@code /proc/PID/smaps_rollup}, e.g. {@code Rss}
   */
  static double megabytes(long pid, String name) {
    try {
      return number(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")), name) / 1_024.0;
    } catch (IOException e) {
      throw new UncheckedIOException("there is no process " + pid, e);
    }
  }

  private static long number(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the kernel says no " + name));
  }

  private static List<Path> tasks(long pid) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return new ArrayList<>(tasks.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("there is no process " + pid, e);
    }
  }
}
