package id.pantau.collector;

import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.NewDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A collector in one file: the database as PostgreSQL's own tools write it, and the keys with which
 * it speaks to the broker. The file is as secret as the keys: only its owner can read it.
 *
 * <p>The tools are {@code pg_dump} and {@code pg_restore} on the PATH.
 */
final class Backup {
  private static final String FORMAT = "pantau-backup 1";
  private static final String FORMAT_ENTRY = "format";
  private static final String DATABASE_ENTRY = "database.dump";
  private static final FileAttribute<Set<PosixFilePermission>> SECRET =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final CollectorSettings settings;

  Backup(CollectorSettings settings) {
    this.settings = settings;
  }

  /**
   * Writes the file; it appears only when it is complete.
   *
   * @throws IllegalArgumentException when the file is there already
   * @throws IllegalStateException with the words of pg_dump when it fails
   */
  void write(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new IllegalArgumentException("Berkas sudah ada | the file is there already: " + file);
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, SECRET);
    try {
      try (var zip = new ZipOutputStream(Files.newOutputStream(part))) {
        put(zip, FORMAT_ENTRY, FORMAT.getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, Path> key : keys().entrySet()) {
          put(zip, key.getKey(), Files.readAllBytes(key.getValue()));
        }
        zip.setLevel(Deflater.NO_COMPRESSION); // pg_dump has compressed it
        zip.putNextEntry(new ZipEntry(DATABASE_ENTRY));
        var dump = new Tool("pg_dump", "--format=custom");
        try (InputStream out = dump.process.getInputStream()) {
          out.transferTo(zip);
        }
        dump.requireSuccess();
        zip.closeEntry();
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Fills an empty database from the file, wholly or not at all, and puts the keys where the
   * configuration wants them. A key that is there already stays.
   *
   * @return sentences on what was not done
   * @throws IllegalArgumentException when the file is not a backup, or the database not empty
   * @throws IllegalStateException with the words of pg_restore when it fails
   */
  List<String> restore(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      requireFormat(zip, file);
      var database = new NewDatabase(settings.database());
      if (!database.isEmpty()) {
        throw new IllegalArgumentException(
            "Basis data tidak kosong; buat yang baru lalu ubah konfigurasinya"
                + " | the database is not empty: make a new one and name it in the configuration");
      }
      database.makeLogins();
      var restore =
          new Tool(
              "pg_restore",
              "--no-owner",
              "--single-transaction",
              "--exit-on-error",
              "--dbname=" + new Place(settings.database()).database());
      try (InputStream dump = zip.getInputStream(zip.getEntry(DATABASE_ENTRY));
          OutputStream in = restore.process.getOutputStream()) {
        dump.transferTo(in);
      } catch (IOException brokenPipe) {
        restore.requireSuccess(); // its words say more
        throw brokenPipe;
      }
      restore.requireSuccess();
      return restoreKeys(zip);
    } catch (ZipException notOurs) {
      throw notABackup(file);
    }
  }

  private List<String> restoreKeys(ZipFile zip) throws IOException {
    var left = new ArrayList<String>();
    for (Map.Entry<String, Path> key : keys().entrySet()) {
      ZipEntry entry = zip.getEntry(key.getKey());
      if (entry == null) {
        continue;
      }
      byte[] bytes = zip.getInputStream(entry).readAllBytes();
      Path place = key.getValue();
      if (Files.notExists(place)) {
        Files.createDirectories(place.toAbsolutePath().getParent());
        Files.createFile(place, SECRET);
        Files.write(place, bytes);
      } else if (!Arrays.equals(bytes, Files.readAllBytes(place))) {
        left.add("Dibiarkan karena berbeda | left alone because it differs: " + place);
      }
    }
    return left;
  }

  private Map<String, Path> keys() {
    var keys = new LinkedHashMap<String, Path>();
    settings
        .mqtt()
        .ifPresent(
            mqtt -> {
              keys.put("keys/ca.pem", mqtt.caFile());
              keys.put("keys/certificate.pem", mqtt.certificateFile());
              keys.put("keys/key.pem", mqtt.keyFile());
            });
    return keys;
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private static void requireFormat(ZipFile zip, Path file) throws IOException {
    ZipEntry format = zip.getEntry(FORMAT_ENTRY);
    if (format == null
        || zip.getEntry(DATABASE_ENTRY) == null
        || !FORMAT.equals(
            new String(zip.getInputStream(format).readAllBytes(), StandardCharsets.UTF_8))) {
      throw notABackup(file);
    }
  }

  private static IllegalArgumentException notABackup(Path file) {
    return new IllegalArgumentException(
        "Bukan berkas cadangan Pantau | not a backup of Pantau: " + file);
  }

  /** Where a JDBC address leads, for tools that do not read one. */
  record Place(String host, int port, String database) {
    Place(DbSettings settings) {
      this(URI.create(settings.url().substring("jdbc:".length())));
    }

    private Place(URI address) {
      this(
          address.getHost(),
          address.getPort() == -1 ? 5432 : address.getPort(),
          address.getPath().substring(1));
    }
  }

  /** One of PostgreSQL's tools at work as the owner of the database. */
  private final class Tool {
    private final String name;
    private final Process process;
    private final Path words;

    Tool(String name, String... options) throws IOException {
      this.name = name;
      // A file and not a pipe: nobody reads it before the end, and a full pipe would stop the tool.
      this.words = Files.createTempFile("pantau-" + name, ".txt");
      var command = new ArrayList<>(List.of(name, "--no-password"));
      command.addAll(List.of(options));
      var builder = new ProcessBuilder(command).redirectError(words.toFile());
      if (name.equals("pg_restore")) {
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      }
      var place = new Place(settings.database());
      builder
          .environment()
          .putAll(
              Map.of(
                  "PGHOST", place.host(),
                  "PGPORT", "" + place.port(),
                  "PGDATABASE", place.database(),
                  "PGUSER", settings.database().owner().user(),
                  // In the environment of the child, which only its own user can read.
                  "PGPASSWORD", settings.database().owner().password()));
      try {
        this.process = builder.start();
      } catch (IOException missing) {
        Files.delete(words);
        throw new IllegalStateException(
            name + " tidak ditemukan di PATH | " + name + " is not on the PATH", missing);
      }
    }

    void requireSuccess() throws IOException {
      try {
        int code = process.waitFor();
        if (code != 0) {
          throw new IllegalStateException(
              name + " (" + code + "): " + Files.readString(words).strip());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroy();
        throw new IllegalStateException("interrupted while waiting for " + name, e);
      } finally {
        Files.deleteIfExists(words);
      }
    }
  }
}
