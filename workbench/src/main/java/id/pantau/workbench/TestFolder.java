package id.pantau.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders for tests that are gone at the end of the JVM. */
public final class TestFolder {
  private static final String PREFIX = "pantau-test-";
  private static final Pattern FOLDER = Pattern.compile(PREFIX + "(\\d+)-.*");

  /** A run of tests is long over by then; a process we cannot see may own a younger folder. */
  private static final Duration OLD = Duration.ofHours(1);

  /** Where Linux keeps files in memory. */
  private static final Path MEMORY = Path.of("/dev/shm");

  /** The clusters of two JVMs grow to half of this; a small machine needs its memory for others. */
  private static final long ENOUGH_BYTES = 6L << 30;

  private TestFolder() {}

  /**
   * A new folder below the system's temporary folder, whose name says which process owns it.
   * Folders of processes that were killed are removed on the way.
   */
  public static Path create(String purpose) {
    return createBelow(Path.of(System.getProperty("java.io.tmpdir")), purpose);
  }

  /**
   * The same for thousands of files that nobody must find after a crash: in memory where there is
   * plenty, because a disk takes longer to remove them than a test to make them.
   */
  static Path createInMemory(String purpose) {
    return hasPlenty(MEMORY) ? createBelow(MEMORY, purpose) : create(purpose);
  }

  private static boolean hasPlenty(Path memory) {
    try {
      return Files.isWritable(memory)
          && Files.getFileStore(memory).getUsableSpace() > ENOUGH_BYTES
          && availableMemory() > ENOUGH_BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell how much memory there is", e);
    }
  }

  /** Also what the kernel would give back at once: {@code proc(5)}. */
  private static long availableMemory() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    }
  }

  private static Path createBelow(Path temporary, String purpose) {
    try {
      removeFoldersOfTheDead(temporary);
      Path folder =
          Files.createTempDirectory(
              temporary, PREFIX + ProcessHandle.current().pid() + "-" + purpose + "-");
      // createTempDirectory makes rwx------; the user postgres must reach the cluster inside.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      AutoCloseable removal = () -> Trees.remove(folder);
      Leftovers.remember(removal);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  private static void removeFoldersOfTheDead(Path temporary) throws IOException {
    Instant longAgo = ProcessHandle.current().info().startInstant().orElseThrow().minus(OLD);
    try (Stream<Path> all = Files.list(temporary)) {
      for (Path each : all.filter(TestFolder::isOfTheDead).toList()) {
        if (isBefore(longAgo, each)) {
          Trees.remove(each);
        }
      }
    }
  }

  private static boolean isBefore(Instant time, Path folder) throws IOException {
    try {
      return Files.getLastModifiedTime(folder).toInstant().isBefore(time);
    } catch (NoSuchFileException another) { // process has removed it meanwhile
      return false;
    }
  }

  private static boolean isOfTheDead(Path folder) {
    Matcher name = FOLDER.matcher(folder.getFileName().toString());
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
        && Files.isWritable(folder);
  }
}
