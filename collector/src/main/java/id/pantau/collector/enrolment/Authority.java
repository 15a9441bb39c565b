package id.pantau.collector.enrolment;

import id.pantau.collector.db.Sha256;
import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import id.pantau.wire.OwnKey;
import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The fleet's certificate authority. Its key never leaves this class. Safe for all threads. */
final class Authority {
  /** Certificates begin a day early: clocks of trackers and servers differ. */
  static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  /** Ours is made anew at every start, so this is only longer than we ever run. */
  private static final Duration SERVER_LIFE = Duration.ofDays(1_825);

  private static final int SERIAL_BITS = 120;
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
    X509Certificate certificate;
    try {
      certificate =
          new JcaX509CertificateConverter()
              .getCertificate((X509CertificateHolder) read(certificateFile));
    } catch (ClassCastException | GeneralSecurityException e) {
      throw new IllegalArgumentException("no certificate in " + certificateFile, e);
    }
    PrivateKey key = key(keyFile);
    var authority = new Authority(certificate, key, clock);
    if (certificate.getBasicConstraints() < 0) {
      throw new IllegalArgumentException("not the certificate of an authority: " + certificateFile);
    }
    if (certificate.getNotAfter().toInstant().isBefore(clock.instant())) {
      throw new IllegalArgumentException("the authority has ended: " + certificateFile);
    }
    if (!authority.isPair()) {
      throw new IllegalArgumentException(keyFile + " is not the key of " + certificateFile);
    }
    return authority;
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
    X509Certificate made = issue(device.value(), deviceKey, life, KeyPurposeId.id_kp_clientAuth);
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
    try {
      var builder =
          new X509v2CRLBuilder(
              X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
              Date.from(clock.instant().minus(CLOCK_TOLERANCE)));
      builder.setNextUpdate(certificate.getNotAfter());
      builder.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(clock.millis())));
      for (RevocationList.Entry each : entries) {
        builder.addCRLEntry(
            each.serial(),
            Date.from(each.since()),
            each.passing() ? CRLReason.cessationOfOperation : CRLReason.unspecified);
      }
      return pem("X509 CRL", builder.build(signer()).getEncoded())
          .getBytes(StandardCharsets.US_ASCII);
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("cannot make the revocation list", e);
    }
  }

  /** With a key and certificate of the moment, under a name of the broker's. */
  record Guest(BigInteger serial, SSLContext tls) {}

  /** Whoever comes so takes the place of who has the name; for us alone. */
  Guest guest(String name, Duration life) {
    try {
      KeyPair keys = newKeys();
      X509Certificate own = issue(name, keys.getPublic(), life, KeyPurposeId.id_kp_clientAuth);
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

  /** With which we listen for trackers that have nothing but our fingerprint. */
  SSLContext serverTls(String host) {
    try {
      KeyPair keys = newKeys();
      X509Certificate own =
          issue(host, keys.getPublic(), SERVER_LIFE, KeyPurposeId.id_kp_serverAuth);
      SSLContext context = SSLContext.getInstance("TLS");
      var shown = new OwnKey(keys.getPrivate(), own, certificate);
      context.init(new KeyManager[] {shown}, null, random);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make our own certificate", e);
    }
  }

  private X509Certificate issue(
      String commonName, PublicKey subjectKey, Duration life, KeyPurposeId purpose) {
    Instant now = clock.instant();
    Instant end = certificate.getNotAfter().toInstant();
    Instant until = now.plus(life).isBefore(end) ? now.plus(life) : end;
    try {
      var utils = new JcaX509ExtensionUtils();
      var builder =
          new JcaX509v3CertificateBuilder(
              X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
              new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
              Date.from(now.minus(CLOCK_TOLERANCE)),
              Date.from(until),
              new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build(),
              subjectKey);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          utils.createAuthorityKeyIdentifier(certificate.getPublicKey()));
      if (purpose.equals(KeyPurposeId.id_kp_serverAuth)) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(commonName));
      }
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("cannot make a certificate for " + commonName, e);
    }
  }

  private static GeneralNames names(String host) {
    boolean isAddress = host.matches("[0-9.]+") || host.contains(":");
    return new GeneralNames(
        new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host));
  }

  private ContentSigner signer() throws OperatorCreationException {
    String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    return new JcaContentSignerBuilder(algorithm).build(key);
  }

  private boolean isPair() {
    try {
      X509Certificate probe =
          issue("probe", certificate.getPublicKey(), SERVER_LIFE, KeyPurposeId.id_kp_clientAuth);
      probe.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException | IllegalStateException other) {
      return false;
    }
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static PrivateKey key(Path file) {
    try {
      var converter = new JcaPEMKeyConverter();
      return switch (read(file)) {
        case PrivateKeyInfo pkcs8 -> converter.getPrivateKey(pkcs8);
        case PEMKeyPair pair -> converter.getKeyPair(pair).getPrivate();
        default -> throw new IllegalArgumentException("no private key in " + file);
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("no private key in " + file, e);
    }
  }

  /** The first object of a PEM file. */
  private static Object read(Path file) {
    try (Reader text = Files.newBufferedReader(file);
        var parser = new PEMParser(text)) {
      Object first = parser.readObject();
      if (first == null) {
        throw new IllegalArgumentException("no PEM in " + file);
      }
      return first;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }
}
