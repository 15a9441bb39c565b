package id.pantau.collector.enrolment;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Requests for certificates, good and bad, as trackers and others may send them. */
final class Requests {
  private Requests() {}

  static KeyPair ecKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair rsaKeys(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without a name when {@code subject} is empty. */
  static String pem(KeyPair keys, String subject) {
    String hash = keys.getPublic().getAlgorithm().equals("RSA") ? "withRSA" : "withECDSA";
    return pem(keys, keys, subject, "SHA256" + hash);
  }

  /** As it travels over MQTT. */
  static byte[] der(KeyPair keys, String subject) {
    String body = pem(keys, subject).replaceAll("-----[^-]+-----|\\s", "");
    return Base64.getDecoder().decode(body);
  }

  /** Signed with another key than it names when the two differ. */
  static String pem(KeyPair named, KeyPair signing, String subject, String signature) {
    try {
      return text(
          new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), named.getPublic())
              .build(new JcaContentSignerBuilder(signature).build(signing.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(PKCS10CertificationRequest request) {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
