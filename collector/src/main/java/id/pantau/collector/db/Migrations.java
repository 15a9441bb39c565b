package id.pantau.collector.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema up to date.
 *
 * <p>Most starts have nothing to do, and to find that out Flyway reads every file and the whole
 * history. So a fingerprint of the files is left in the database once they have all run.
 */
final class Migrations {
  private static final String FOLDER = "db/migration/";

  /** Of PostgreSQL, where the mark has never been left. */
  private static final String UNDEFINED_TABLE = "42P01";

  private Migrations() {}

  /**
   * Runs those that are missing.
   *
   * @throws RuntimeException of Flyway when the database is away or a migration fails
   */
  static void run(DbSettings settings) {
    String wanted = fingerprint();
    if (isDone(settings, wanted)) {
      return;
    }
    flyway(settings).load().migrate();
    markDone(settings, wanted);
  }

  /** For a test that stops halfway. */
  static FluentConfiguration flyway(DbSettings settings) {
    return Flyway.configure()
        .dataSource(settings.url(), settings.owner().user(), settings.owner().password())
        .locations("classpath:" + FOLDER)
        // Each package has its own range of numbers, so a new one may be lower than what is there.
        .outOfOrder(true)
        .placeholders(
            Map.of(
                "app-user", settings.app().user(),
                "app-password", settings.app().password(),
                "service-user", settings.service().user(),
                "service-password", settings.service().password()));
  }

  private static boolean isDone(DbSettings settings, String wanted) {
    try (Connection owner = connect(settings);
        var statement = owner.createStatement();
        var found = statement.executeQuery("SELECT fingerprint FROM migrations_done")) {
      return found.next() && found.getString(1).equals(wanted);
    } catch (SQLException failure) {
      if (UNDEFINED_TABLE.equals(failure.getSQLState())) {
        return false;
      }
      throw new IllegalStateException("cannot look at the schema of " + settings.url(), failure);
    }
  }

  private static void markDone(DbSettings settings, String fingerprint) {
    try (Connection owner = connect(settings);
        var statement =
            owner.prepareStatement(
                """
                INSERT INTO migrations_done (fingerprint) VALUES (?)
                ON CONFLICT (one_row) DO UPDATE SET fingerprint = excluded.fingerprint
                """)) {
      statement.setString(1, fingerprint);
      statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot mark the schema of " + settings.url(), failure);
    }
  }

  private static Connection connect(DbSettings settings) throws SQLException {
    return DriverManager.getConnection(
        settings.url(), settings.owner().user(), settings.owner().password());
  }

  /** Changes with every name and every byte of the files. */
  private static String fingerprint() {
    try {
      Path code =
          Path.of(Migrations.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Map<String, Long> sums = Files.isDirectory(code) ? inFolder(code) : inJar(code);
      if (sums.isEmpty()) {
        throw new IllegalStateException("no migrations in " + code);
      }
      return Integer.toHexString(sums.size()) + "-" + Long.toHexString(sumOf(sums.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the migrations", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("our own place is no address", e);
    }
  }

  private static Map<String, Long> inFolder(Path code) throws IOException {
    Map<String, Long> sums = new TreeMap<>();
    try (Stream<Path> files = Files.list(code.resolve(FOLDER))) {
      for (Path file : files.toList()) {
        sums.put(file.getFileName().toString(), sumOf(Files.readAllBytes(file)));
      }
    }
    return sums;
  }

  private static Map<String, Long> inJar(Path code) throws IOException {
    Map<String, Long> sums = new TreeMap<>();
    try (var jar = new JarFile(code.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
          sums.put(entry.getName().substring(FOLDER.length()), entry.getCrc());
        }
      }
    }
    return sums;
  }

  private static long sumOf(String text) {
    return sumOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long sumOf(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }
}
