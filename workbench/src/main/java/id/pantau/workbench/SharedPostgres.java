package id.pantau.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One fast cluster for all tests of this JVM, started at first use, gone at its end; each test
 * class takes a fresh database of it.
 *
 * <p>It is not durable. A test of crashes starts a {@link PrivatePostgres} of its own.
 */
public final class SharedPostgres {
  private static final String PREFIX = "pantau-test-";
  private static final Pattern FOLDER = Pattern.compile(PREFIX + "(\\d+)-.*");

  /** A run of tests is long over by then; a process we cannot see may own a younger folder. */
  private static final Duration OLD = Duration.ofHours(1);

  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * A database of our own.
   *
   * @param name its name
   * @param address its JDBC URL without user and password
   * @param user its owner, a superuser
   * @param password the owner's
   */
  public record Database(String name, String address, String user, String password) {
    /** Complete for {@link java.sql.DriverManager}. */
    public String jdbcUrl() {
      return address + "?user=" + user + "&password=" + password;
    }
  }

  /** Started by the class loader at first use, which also makes two first uses at once harmless. */
  private static final class Holder {
    static final PrivatePostgres SERVER =
        PrivatePostgres.start(PrivatePostgres.Settings.fleeting(newFolder("pg")));
  }

  private SharedPostgres() {}

  public static PrivatePostgres server() {
    return Holder.SERVER;
  }

  /** An empty database with PostGIS that nobody else uses; about 0.1 s. */
  public static Database freshDatabase() {
    String name = "test_" + COUNT.incrementAndGet();
    PrivatePostgres server = server();
    server.createDatabase(name);
    return new Database(name, server.address(name), PrivatePostgres.USER, server.password());
  }

  /**
   * A new folder below the system's temporary folder, whose name says which process owns it.
   * Folders of processes that were killed are removed on the way.
   */
  public static Path newFolder(String purpose) {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      removeFoldersOfTheDead(temporary);
      Path folder =
          Files.createTempDirectory(
              temporary, PREFIX + ProcessHandle.current().pid() + "-" + purpose + "-");
      // createTempDirectory makes rwx------; the user postgres must reach the cluster inside.
      Files.setPosixFilePermissions(
          folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
      AutoCloseable removal = () -> Leftovers.removeTree(folder);
      Leftovers.remember(removal);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  private static void removeFoldersOfTheDead(Path temporary) throws IOException {
    Instant longAgo = ProcessHandle.current().info().startInstant().orElseThrow().minus(OLD);
    try (Stream<Path> all = Files.list(temporary)) {
      for (Path each : all.filter(SharedPostgres::isOfTheDead).toList()) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(longAgo)) {
          Leftovers.removeTree(each);
        }
      }
    }
  }

  private static boolean isOfTheDead(Path folder) {
    Matcher name = FOLDER.matcher(folder.getFileName().toString());
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
        && Files.isWritable(folder);
  }
}
