package id.pantau.workbench;

import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import id.pantau.wire.OwnKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A private certificate authority: server and client certificates (EC P-256) and a revocation list,
 * as PEM files in one folder.
 *
 * <p>Not for a real fleet: its key lies unprotected in the folder. One thread at a time.
 */
public final class CertificateAuthority {
  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration SERVER_LIFE = Duration.ofDays(825);
  private static final Duration CLIENT_LIFE = Duration.ofDays(90);

  /** Certificates begin a day early: clocks of devices and servers differ. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private static final String SIGNATURE = "SHA256withECDSA";
  private static final Pattern COLLECTOR = Pattern.compile("collector(-.*)?");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final InstantSource clock;
  private final Credentials authority;
  private final Set<BigInteger> revoked = new LinkedHashSet<>();

  private CertificateAuthority(Path folder, InstantSource clock, Credentials authority) {
    this.folder = folder;
    this.clock = clock;
    this.authority = authority;
  }

  /** Makes a new authority in this folder; an older one there is replaced. */
  public static CertificateAuthority create(Path folder, InstantSource clock) {
    return working(
        "make a certificate authority in " + folder,
        () -> {
          Files.createDirectories(folder);
          KeyPair keys = newKeys();
          X500Name name = name("Pantau CA " + Long.toHexString(RANDOM.nextLong()));
          Instant now = clock.instant();
          var builder = builder(name, name, keys, now.minus(CLOCK_TOLERANCE), now.plus(CA_LIFE));
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
          builder.addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
          var authority =
              PemFiles.save(
                  folder, "ca", certificate(builder.build(signer(keys))), keys.getPrivate());
          var made = new CertificateAuthority(folder, clock, authority);
          made.writeRevocations();
          return made;
        });
  }

  /**
   * Opens the authority of this folder, or makes one where there is none. The list of revoked
   * certificates is kept.
   */
  public static CertificateAuthority openOrCreate(Path folder, InstantSource clock) {
    Optional<Credentials> known = PemFiles.find(folder, "ca");
    if (known.isEmpty()
        || known.get().certificate().getNotAfter().toInstant().isBefore(clock.instant())) {
      return create(folder, clock);
    }
    var opened = new CertificateAuthority(folder, clock, known.get());
    opened.revoked.addAll(PemFiles.revokedSerials(opened.revocationList()));
    working("renew the revocation list", () -> opened.writeRevocations());
    return opened;
  }

  /** The certificate of the authority itself. */
  public Path certificateFile() {
    return authority.certificateFile();
  }

  /** Its key, for a collector that makes certificates itself. */
  public Path keyFile() {
    return authority.keyFile();
  }

  /** The list of revoked certificates, valid as long as the authority. */
  public Path revocationList() {
    return folder.resolve("crl.pem");
  }

  /** A server certificate for 127.0.0.1 and localhost. */
  public Credentials server(String fileName) {
    Instant now = clock.instant();
    return issue(fileName, "localhost", KeyPurposeId.id_kp_serverAuth, now, now.plus(SERVER_LIFE));
  }

  /**
   * A client certificate of a tracker.
   *
   * @throws IllegalArgumentException for an id that the broker takes for a collector
   */
  public Credentials device(DeviceId device) {
    if (COLLECTOR.matcher(device.value()).matches()) {
      throw new IllegalArgumentException("the id " + device + " is reserved for the collector");
    }
    return client(device.value());
  }

  /**
   * A client certificate with any common name. The broker takes the name as it is; issue to devices
   * with {@link #device} only.
   */
  public Credentials client(String commonName) {
    Instant now = clock.instant();
    return issue(commonName, commonName, KeyPurposeId.id_kp_clientAuth, now, now.plus(CLIENT_LIFE));
  }

  /** A client certificate that ended a minute ago. */
  public Credentials expiredClient(String commonName) {
    Instant now = clock.instant();
    return issue(
        commonName + "-expired",
        commonName,
        KeyPurposeId.id_kp_clientAuth,
        now.minus(CLIENT_LIFE),
        now.minusSeconds(60));
  }

  /** Revokes a certificate and writes the new list. The broker must be told to read it again. */
  public void revoke(Credentials credentials) {
    revoked.add(credentials.certificate().getSerialNumber());
    working("write the revocation list", () -> writeRevocations());
  }

  /** What a Java client needs to connect: trusts this authority, shows these credentials. */
  public SSLContext sslContext(Credentials credentials) {
    return sslContext(Optional.of(new OwnKey(credentials.key(), credentials.certificate())));
  }

  /** What a Java client without a certificate needs: trusts this authority. */
  public SSLContext sslContextWithoutCertificate() {
    return sslContext(Optional.empty());
  }

  private SSLContext sslContext(Optional<OwnKey> own) {
    return working("make an SSL context", () -> MutualTls.context(authority.certificate(), own));
  }

  private Credentials issue(
      String fileName, String commonName, KeyPurposeId purpose, Instant from, Instant until) {
    return working(
        "issue a certificate for " + commonName,
        () -> {
          KeyPair keys = newKeys();
          X500Name issuer =
              X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded());
          var builder = builder(issuer, name(commonName), keys, from.minus(CLOCK_TOLERANCE), until);
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
          if (purpose.equals(KeyPurposeId.id_kp_serverAuth)) {
            builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                    new GeneralName[] {
                      new GeneralName(GeneralName.dNSName, "localhost"),
                      new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                    }));
          }
          return PemFiles.save(
              folder, fileName, certificate(builder.build(signer(authority))), keys.getPrivate());
        });
  }

  private boolean writeRevocations() throws Exception {
    Instant now = clock.instant();
    var builder =
        new X509v2CRLBuilder(
            X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded()),
            Date.from(now.minus(CLOCK_TOLERANCE)));
    // OpenSSL refuses everybody once the list itself has expired.
    builder.setNextUpdate(authority.certificate().getNotAfter());
    for (BigInteger serial : revoked) {
      builder.addCRLEntry(serial, Date.from(now), CRLReason.keyCompromise);
    }
    PemFiles.writePem(revocationList(), "X509 CRL", builder.build(signer(authority)).getEncoded());
    return true;
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Instant from, Instant until)
      throws CertIOException {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(120, RANDOM).setBit(120),
        Date.from(from),
        Date.from(until),
        subject,
        keys.getPublic());
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static ContentSigner signer(KeyPair keys) throws OperatorCreationException {
    return new JcaContentSignerBuilder(SIGNATURE).build(keys.getPrivate());
  }

  private static ContentSigner signer(Credentials authority) throws OperatorCreationException {
    return new JcaContentSignerBuilder(SIGNATURE).build(authority.key());
  }

  private static X509Certificate certificate(org.bouncycastle.cert.X509CertificateHolder holder)
      throws GeneralSecurityException {
    return new JcaX509CertificateConverter().getCertificate(holder);
  }

  private interface Work<T> {
    T run() throws Exception;
  }

  private static <T> T working(String what, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot " + what, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot " + what, e);
    }
  }
}
