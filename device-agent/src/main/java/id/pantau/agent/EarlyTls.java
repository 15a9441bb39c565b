package id.pantau.agent;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Makes what the first connection takes longest for, on a thread of its own while the configuration
 * is still being read: Java's elliptic curve begins with a table of multiples that it computes in
 * interpreted code, for a tenth of a second on a fast machine.
 *
 * <p>Nothing of it is used: what remains are classes, their tables, and code that is compiled.
 */
final class EarlyTls {
  private static final System.Logger LOG = System.getLogger(EarlyTls.class.getName());

  private EarlyTls() {}

  static void begin() {
    Thread thread = new Thread(EarlyTls::make, "early-tls");
    thread.setDaemon(true);
    thread.start();
  }

  private static void make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair own = generator.generateKeyPair();
      var signature = Signature.getInstance("SHA256withECDSA");
      byte[] words = "words".getBytes(StandardCharsets.US_ASCII);
      signature.initSign(own.getPrivate());
      signature.update(words);
      byte[] signed = signature.sign();
      signature.initVerify(own.getPublic());
      signature.update(words);
      signature.verify(signed);
      KeyFactory keys = KeyFactory.getInstance("EC"); // as certificate and key are read
      keys.generatePublic(new X509EncodedKeySpec(own.getPublic().getEncoded()));
      keys.generatePrivate(new PKCS8EncodedKeySpec(own.getPrivate().getEncoded()));
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own.getPrivate());
      agreement.doPhase(own.getPublic(), true);
      agreement.generateSecret();
      Cipher.getInstance("ChaCha20-Poly1305");
      SSLContext context = SSLContext.getInstance("TLS");
      // Without any: else it would read all authorities of the world from the disk.
      context.init(new KeyManager[0], new TrustManager[0], null);
      context.getSocketFactory().createSocket().close();
    } catch (GeneralSecurityException | IOException e) {
      LOG.log(Level.DEBUG, "the first connection will say what is wrong", e);
    }
  }
}
