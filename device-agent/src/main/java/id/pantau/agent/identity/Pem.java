package id.pantau.agent.identity;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as text (RFC 7468). */
final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  static String of(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }

  static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static byte[] key(PrivateKey key) {
    return of("PRIVATE KEY", key.getEncoded()).getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads {@link #key(PrivateKey)} again. */
  static PrivateKey key(byte[] pem) throws GeneralSecurityException {
    String text = new String(pem, StandardCharsets.US_ASCII);
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(der(text, "PRIVATE KEY")));
  }

  static X509Certificate certificate(byte[] pemOrDer) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pemOrDer));
  }

  static byte[] text(X509Certificate certificate) throws GeneralSecurityException {
    return of("CERTIFICATE", certificate.getEncoded()).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a certificate is of this key. */
  static boolean fits(PublicKey open, PrivateKey secret) {
    try {
      byte[] text = BigInteger.TEN.toByteArray();
      Signature signing = Signature.getInstance("SHA256withECDSA");
      signing.initSign(secret);
      signing.update(text);
      byte[] signature = signing.sign();
      Signature checking = Signature.getInstance("SHA256withECDSA");
      checking.initVerify(open);
      checking.update(text);
      return checking.verify(signature);
    } catch (GeneralSecurityException noPair) {
      return false;
    }
  }

  private static byte[] der(String text, String label) throws GeneralSecurityException {
    Matcher found =
        Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label)
            .matcher(text);
    if (!found.find()) {
      throw new GeneralSecurityException("no " + label);
    }
    return Base64.getMimeDecoder().decode(found.group(1));
  }
}
