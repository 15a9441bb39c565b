package id.pantau.acceptance.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Computing time of processes together with their children. */
final class CpuTime {
  private CpuTime() {}

  /** What this process itself has used so far. */
  static Duration ofThis() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  /** What these and their living children have used so far. */
  static Duration of(List<Long> pids) {
    return pids.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
