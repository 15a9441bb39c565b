package id.pantau.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The folder of a private cluster: {@code data}, {@code sock}, the password and the cluster's
 * identity.
 *
 * <p>For root, the files belong to the user {@code postgres}. Where that user cannot reach the
 * folder (a clone below {@code /root}), data and sockets lie in {@code /var/tmp/pantau-pg-…}; the
 * identity says whether what lies there is ours.
 */
final class ClusterFolder {
  private static final String SERVICE_USER = "postgres";

  /** Longest path of a Unix socket is 107 bytes; "/.s.PGSQL.65535.lock" needs 20 of them. */
  private static final int LONGEST_SOCKET_FOLDER = 87;

  private final Path folder;
  private final Path home;
  private final Optional<String> owner;
  private final String password;

  private ClusterFolder(Path folder, Path home, Optional<String> owner, String password) {
    this.folder = folder;
    this.home = home;
    this.owner = owner;
    this.password = password;
  }

  /** Opens the cluster of the settings' folder; makes it if it is not there or not complete. */
  static ClusterFolder open(PrivatePostgres.Settings settings, Tools.Tool postgres) {
    try {
      Path folder = Files.createDirectories(settings.folder());
      Optional<String> owner = runsAsRoot() ? Optional.of(SERVICE_USER) : Optional.empty();
      String password = secret(folder.resolve("password"), ClusterFolder::newPassword);
      String identity = secret(folder.resolve("identity"), () -> UUID.randomUUID().toString());
      Path home = home(folder, owner);
      var cluster = new ClusterFolder(folder, home, owner, password);
      cluster.prepare(settings, postgres, identity);
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a cluster in " + settings.folder(), e);
    }
  }

  Path data() {
    return home.resolve("data");
  }

  /** Empty = no Unix socket, only TCP: the path would be longer than a socket may have. */
  String socketFolder() {
    String path = home.resolve("sock").toString();
    return path.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_FOLDER ? path : "";
  }

  /** The user PostgreSQL runs as; empty = our own. */
  Optional<String> owner() {
    return owner;
  }

  String password() {
    return password;
  }

  void remove() {
    Trees.remove(home);
    Trees.remove(folder);
  }

  private void prepare(PrivatePostgres.Settings settings, Tools.Tool postgres, String identity)
      throws IOException {
    Path mark = home.resolve("complete");
    if (Files.exists(mark) && Files.readString(mark).equals(identity)) {
      return;
    }
    // Not ours, or a first start that was interrupted: nothing in it is worth keeping.
    Trees.remove(home);
    Files.createDirectory(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createDirectory(home.resolve("sock"));
    Files.createDirectory(data());
    Path passwordFile = home.resolve("pw");
    writeSecret(passwordFile, password);
    giveToOwner();
    try {
      initialise(settings, postgres, passwordFile);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    writeSecret(mark, identity);
  }

  private void initialise(
      PrivatePostgres.Settings settings, Tools.Tool postgres, Path passwordFile) {
    var command = new ArrayList<String>();
    owner.ifPresent(user -> command.addAll(become(user)));
    command.addAll(
        List.of(
            postgres.path().resolve("initdb").toString(),
            "-D",
            data().toString(),
            "-U",
            PrivatePostgres.USER,
            "-A",
            // SCRAM costs a client thousands of hashes at every connection, and a test makes many.
            settings.kept() ? "scram-sha-256" : "md5",
            "--pwfile=" + passwordFile,
            "-E",
            "UTF8",
            // The only locale of UTF-8 that a bare Debian has.
            "--locale=C.UTF-8"));
    if (!settings.durable()) {
      command.add("--no-sync");
    }
    Commands.run("initdb", command, postgres.environment());
  }

  private void giveToOwner() {
    owner.ifPresent(
        user ->
            Commands.run(
                "giving " + home + " to " + user,
                List.of("chown", "-R", user + ":" + user, home.toString())));
  }

  private static Path home(Path folder, Optional<String> owner) {
    if (owner.isEmpty() || reachable(folder, owner.get())) {
      return folder.resolve("cluster");
    }
    return Path.of("/var/tmp", "pantau-pg-" + shortHash(folder.toString()));
  }

  private static boolean reachable(Path folder, String user) {
    var command = new ArrayList<>(become(user));
    command.addAll(List.of("test", "-x", folder.toString()));
    return Commands.attempt(command, java.util.Map.of()).exitCode() == 0;
  }

  private static List<String> become(String user) {
    return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups", "--");
  }

  /** Not the owner of {@code /proc/self}: that link belongs to root, whoever asks. */
  private static boolean runsAsRoot() throws IOException {
    return Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
  }

  private interface Words {
    String make();
  }

  private static String secret(Path file, Words words) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      writeSecret(file, words.make());
    }
    return Files.readString(file);
  }

  private static void writeSecret(Path file, String words) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, words);
  }

  private static String newPassword() {
    return new BigInteger(130, new SecureRandom()).toString(32);
  }

  private static String shortHash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
