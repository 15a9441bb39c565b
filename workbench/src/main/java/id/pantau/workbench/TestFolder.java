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

  private TestFolder() {}

  /**
   * A new folder below the system's temporary folder, whose name says which process owns it.
   * Folders of processes that were killed are removed on the way.
   */
  public static Path create(String purpose) {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
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
