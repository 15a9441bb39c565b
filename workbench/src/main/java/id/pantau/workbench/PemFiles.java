package id.pantau.workbench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads and writes certificates and keys as PEM files (RFC 7468), readable by their owner only. */
final class PemFiles {
  private static final int LINE = 64;

  private PemFiles() {}

  static Credentials save(Path folder, String name, X509Certificate certificate, PrivateKey key)
      throws IOException, GeneralSecurityException {
    Path certificateFile = folder.resolve(fileName(name) + ".crt");
    Path keyFile = folder.resolve(fileName(name) + ".key");
    writePem(keyFile, "PRIVATE KEY", key.getEncoded());
    writePem(certificateFile, "CERTIFICATE", certificate.getEncoded());
    return new Credentials(certificate, key, certificateFile, keyFile);
  }

  static Optional<Credentials> find(Path folder, String name) {
    Path certificateFile = folder.resolve(fileName(name) + ".crt");
    Path keyFile = folder.resolve(fileName(name) + ".key");
    if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(certificateFile)) {
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      PrivateKey key =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(keyFile)));
      return Optional.of(new Credentials(certificate, key, certificateFile, keyFile));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + certificateFile, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("damaged: " + certificateFile + " or " + keyFile, e);
    }
  }

  static List<BigInteger> revokedSerials(Path list) {
    if (!Files.exists(list)) {
      return List.of();
    }
    try {
      var crl =
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(Files.readAllBytes(list)));
      return crl.getRevokedCertificates() == null
          ? List.of()
          : crl.getRevokedCertificates().stream().map(X509CRLEntry::getSerialNumber).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + list, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("damaged: " + list, e);
    }
  }

  /**
   * Replaces the file at once: a broker that reads it meanwhile sees the old one or the new one.
   */
  static void writePem(Path file, String kind, byte[] content) throws IOException {
    Base64.Encoder encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    String pem =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, new String(encoder.encode(content), StandardCharsets.US_ASCII), kind);
    Path unfinished =
        Files.createTempFile(
            file.getParent(),
            ".pem",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, pem);
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] bytes(Path pemFile) throws IOException {
    String body = Files.readString(pemFile).replaceAll("-----[^-]+-----", "");
    return Base64.getMimeDecoder().decode(body);
  }

  /** A common name may hold anything (tests use {@code a/b} and {@code +}); a file name may not. */
  private static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
