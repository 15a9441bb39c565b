package id.pantau.collector.enrolment;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
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
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What an authority puts its name to: certificates, and the list of those that hold no longer. The
 * only class that needs Bouncy Castle, whose jars are signed and take a third of a second to be
 * checked: it is loaded when something is to be signed.
 */
final class Signing {
  private static final int SERIAL_BITS = 120;

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * @param certificate of the authority
   * @param key of that certificate
   */
  Signing(X509Certificate certificate, PrivateKey key, InstantSource clock, SecureRandom random) {
    this.certificate = certificate;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  X509Certificate forClient(String name, PublicKey subjectKey, Duration life) {
    return issue(name, subjectKey, life, KeyPurposeId.id_kp_clientAuth);
  }

  /**
   * @param host a name or an address
   */
  X509Certificate forServer(String host, PublicKey subjectKey, Duration life) {
    return issue(host, subjectKey, life, KeyPurposeId.id_kp_serverAuth);
  }

  /** In DER. */
  byte[] revocations(List<RevocationList.Entry> entries) {
    try {
      var builder =
          new X509v2CRLBuilder(
              X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
              Date.from(clock.instant().minus(Authority.CLOCK_TOLERANCE)));
      builder.setNextUpdate(certificate.getNotAfter());
      builder.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(clock.millis())));
      for (RevocationList.Entry each : entries) {
        builder.addCRLEntry(
            each.serial(),
            Date.from(each.since()),
            each.passing() ? CRLReason.cessationOfOperation : CRLReason.unspecified);
      }
      return builder.build(signer()).getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("cannot make the revocation list", e);
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
              Date.from(now.minus(Authority.CLOCK_TOLERANCE)),
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
    return new JcaContentSignerBuilder(Authority.signatureAlgorithm(key)).build(key);
  }
}
