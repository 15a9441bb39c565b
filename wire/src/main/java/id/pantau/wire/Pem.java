package id.pantau.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Certificates and keys in files of PEM (RFC 7468), read with nothing but the JDK. */
public final class Pem {
  private Pem() {}

  /** All certificates of a file, in its order. */
  public static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  /**
   * The key of a file: PKCS#8, without a password.
   *
   * @param algorithm {@code EC} or {@code RSA}, as its certificate says
   * @throws IllegalArgumentException when it is no PEM of PKCS#8
   * @throws GeneralSecurityException when it is another kind of key
   */
  public static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    String base64 =
        Files.readString(file)
            .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    byte[] encoded;
    try {
      encoded = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no PKCS#8 key in " + file, e);
    }
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }
}
