package id.pantau.collector.enrolment;

import id.pantau.collector.db.Sha256;
import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import id.pantau.wire.OwnKey;
import id.pantau.wire.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * The fleet's certificate authority. Its key is known here and to {@link Signing} only. Safe for
 * all threads.
 */
final class Authority {
  /** Certificates begin a day early: clocks of trackers and servers differ. */
  static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  /** Ours is made anew after every start, so this is only longer than we ever run. */
  private static final Duration SERVER_LIFE = Duration.ofDays(1_825);

  /** Of keys that we make ourselves. */
  private static final String KEYS = "EC";

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  private Authority(X509Certificate certificate, PrivateKey key, InstantSource clock) {
    this.certificate = certificate;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Reads certificate and key.
   *
   * @throws IllegalArgumentException in words, when the files are not those of an authority
   */
  static Authority load(Path certificateFile, Path keyFile, InstantSource clock) {
    X509Certificate certificate = certificate(certificateFile);
    PrivateKey key = key(keyFile, certificate.getPublicKey().getAlgorithm());
    if (certificate.getBasicConstraints() < 0) {
      throw new IllegalArgumentException("not the certificate of an authority: " + certificateFile);
    }
    if (certificate.getNotAfter().toInstant().isBefore(clock.instant())) {
      throw new IllegalArgumentException("the authority has ended: " + certificateFile);
    }
    if (!isPair(key, certificate.getPublicKey())) {
      throw new IllegalArgumentException(keyFile + " is not the key of " + certificateFile);
    }
    return new Authority(certificate, key, clock);
  }

  private static X509Certificate certificate(Path file) {
    try {
      return Pem.certificates(file).getFirst();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    } catch (NoSuchElementException | GeneralSecurityException e) {
      throw new IllegalArgumentException("no certificate in " + file, e);
    }
  }

  private static PrivateKey key(Path file, String algorithm) {
    try {
      return Pem.key(file, algorithm);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no private key of that certificate in " + file, e);
    }
  }

  private static boolean isPair(PrivateKey key, PublicKey publicKey) {
    try {
      byte[] probe = {1};
      Signature signature = Signature.getInstance(signatureAlgorithm(key));
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException other) {
      return false;
    }
  }

  /** With which a key of this kind signs. */
  static String signatureAlgorithm(PrivateKey key) {
    return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
  }

  /** Made for each use: a start without one does without its library, which takes a third of it. */
  private Signing signing() {
    return new Signing(certificate, key, clock, random);
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** By which a tracker knows us before it has our certificate: SHA-256, in hexadecimal. */
  String fingerprint() {
    return HexFormat.of().formatHex(Sha256.of(der(certificate)));
  }

  /** PEM of the authority's certificate. */
  String pem() {
    return pem(der(certificate));
  }

  /** PEM (RFC 7468) of a certificate. */
  static String pem(byte[] der) {
    return pem("CERTIFICATE", der);
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encode a certificate", e);
    }
  }

  /**
   * A certificate that was made.
   *
   * @param keyHash SHA-256 of the public key
   */
  record Issued(String serial, byte[] keyHash, byte[] der, Instant expiresAt) {}

  /** A certificate with which a tracker comes to the broker under its name. */
  Issued issue(DeviceId device, PublicKey deviceKey, Duration life) {
    X509Certificate made = signing().forClient(device.value(), deviceKey, life);
    return new Issued(
        made.getSerialNumber().toString(16),
        keyHash(deviceKey),
        der(made),
        made.getNotAfter().toInstant());
  }

  /**
   * A list of certificates that hold no longer, as PEM. It ends with the authority: OpenSSL would
   * refuse everybody once the list itself has ended.
   */
  byte[] revocations(List<RevocationList.Entry> entries) {
    return pem("X509 CRL", signing().revocations(entries)).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether this list is one of ours, and lasts as long as we. */
  boolean hasMade(X509CRL list) {
    try {
      list.verify(certificate.getPublicKey());
      return certificate.getNotAfter().equals(list.getNextUpdate());
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  /** With a key and certificate of the moment, under a name of the broker's. */
  record Guest(BigInteger serial, SSLContext tls) {}

  /** Whoever comes so takes the place of who has the name; for us alone. */
  Guest guest(String name, Duration life) {
    try {
      KeyPair keys = newKeys();
      X509Certificate own = signing().forClient(name, keys.getPublic(), life);
      var shown = new OwnKey(keys.getPrivate(), own, certificate);
      return new Guest(own.getSerialNumber(), MutualTls.context(certificate, Optional.of(shown)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a certificate for " + name, e);
    }
  }

  /** What a key is known by. */
  static byte[] keyHash(PublicKey key) {
    return Sha256.of(key.getEncoded());
  }

  /**
   * What a code is stored as. The key of the authority is not in the database, so whoever has only
   * that cannot try codes against it.
   */
  byte[] codeHash(EnrolmentCode code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      return mac.doFinal(("enrolment code " + code.text()).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
    }
  }

  /**
   * With which we listen for trackers that have nothing but our fingerprint. Its certificate is
   * made for the first that comes.
   */
  SSLContext serverTls(String host) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      var shown = OwnKey.later(KEYS, () -> serverKey(host));
      context.init(new KeyManager[] {shown}, null, random);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private OwnKey serverKey(String host) {
    try {
      KeyPair keys = newKeys();
      X509Certificate own = signing().forServer(host, keys.getPublic(), SERVER_LIFE);
      return new OwnKey(keys.getPrivate(), own, certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make our own certificate", e);
    }
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(KEYS);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
