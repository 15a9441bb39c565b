package id.pantau.acceptance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a process (proc(5)). */
final class Processes {
  private Processes() {}

  /** Resident memory in megabytes of 1 000 000 bytes. */
  static double rssMb(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .map(kib -> kib * 1_024)
              .max()
              .orElseThrow()
          / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException("no memory of " + pid, e);
    }
  }
}
