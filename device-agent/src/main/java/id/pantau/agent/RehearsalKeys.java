package id.pantau.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Makes the keys and certificates of a {@link Rehearsal}, in a process of its own: what that takes
 * would lie in the archive for ever, and in the memory of every tracker.
 */
public final class RehearsalKeys {
  private static final String PASSWORD = "rehearsal";

  private RehearsalKeys() {}

  /**
   * Makes {@code ca.pem}, {@code own.pem} and {@code own.key}.
   *
   * @param arguments an empty folder
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Pemakaian | Usage: RehearsalKeys EMPTY-FOLDER");
      System.exit(2);
    }
    make(Path.of(arguments[0]).toAbsolutePath());
  }

  /** An authority and a certificate of it that names this machine, by the keytool of this Java. */
  static void make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("identity.p12");
    keytool(store, "ca", "-ext", "bc:c");
    keytool(store, "own", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Key key = keys.getKey("own", PASSWORD.toCharArray());
    writePem(folder.resolve("ca.pem"), "CERTIFICATE", keys.getCertificate("ca").getEncoded());
    writePem(folder.resolve("own.pem"), "CERTIFICATE", keys.getCertificate("own").getEncoded());
    writePem(folder.resolve("own.key"), "PRIVATE KEY", key.getEncoded());
  }

  private static void keytool(Path store, String alias, String... more)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // It ends before a second compiler would pay.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "36500",
                // A Raspberry Pi without network may think that it is 1970.
                "-startdate",
                "1970/01/01",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool ended with code " + process.exitValue());
    }
  }

  private static void writePem(Path file, String kind, byte[] bytes) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind));
  }
}
