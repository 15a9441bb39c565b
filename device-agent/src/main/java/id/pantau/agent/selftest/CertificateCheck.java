package id.pantau.agent.selftest;

import id.pantau.agent.TlsFiles;
import id.pantau.wire.DeviceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.function.Consumer;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Whether our certificate is ours, of this authority, of this key, and valid now. */
final class CertificateCheck {
  private static final Duration SOON = Duration.ofDays(14);

  private final DeviceId device;
  private final TlsFiles files;
  private final Instant now;

  CertificateCheck(DeviceId device, TlsFiles files, Instant now) {
    this.device = device;
    this.files = files;
    this.now = now;
  }

  /** Whether a connection is worth a try. */
  boolean run(Consumer<Finding> out) {
    Finding finding = judge();
    out.accept(finding);
    if (finding.outcome() != Outcome.FAILED && isOpenToOthers()) {
      out.accept(Finding.of(Saying.CERTIFICATE_KEY_OPEN, files.keyFile()));
    }
    return switch (finding.saying()) {
      case CERTIFICATE_ABSENT, CERTIFICATE_UNREADABLE, CERTIFICATE_OTHER_KEY -> false;
      default -> true;
    };
  }

  private Finding judge() {
    for (Path each : new Path[] {files.caFile(), files.certificateFile(), files.keyFile()}) {
      if (!Files.exists(each)) {
        return Finding.of(Saying.CERTIFICATE_ABSENT, each);
      }
      if (!Files.isReadable(each)) {
        return Finding.of(Saying.CERTIFICATE_UNREADABLE, each, "permission");
      }
    }
    Path reading = files.caFile();
    try {
      X509Certificate authority = certificate(files.caFile());
      reading = files.certificateFile();
      X509Certificate own = certificate(reading);
      reading = files.keyFile();
      return judge(authority, own, key(reading, own.getPublicKey().getAlgorithm()));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Finding.of(Saying.CERTIFICATE_UNREADABLE, reading, e.getMessage());
    }
  }

  private Finding judge(X509Certificate authority, X509Certificate own, PrivateKey key) {
    String name = commonName(own);
    long days = Duration.between(now, own.getNotAfter().toInstant()).toDays();
    if (!isPair(own.getPublicKey(), key)) {
      return Finding.of(Saying.CERTIFICATE_OTHER_KEY, files.keyFile(), files.certificateFile());
    }
    if (!isSigned(own, authority.getPublicKey())) {
      return Finding.of(Saying.CERTIFICATE_FOREIGN, files.certificateFile(), files.caFile());
    }
    if (!name.equals(device.value())) {
      return Finding.of(Saying.CERTIFICATE_OTHER_NAME, name, device.value());
    }
    if (now.isAfter(own.getNotAfter().toInstant())) {
      return Finding.of(Saying.CERTIFICATE_EXPIRED, own.getNotAfter().toInstant(), -days);
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      return Finding.of(Saying.CERTIFICATE_TOO_EARLY, own.getNotBefore().toInstant());
    }
    boolean soon = now.plus(SOON).isAfter(own.getNotAfter().toInstant());
    return Finding.of(
        soon ? Saying.CERTIFICATE_ENDS_SOON : Saying.CERTIFICATE_GOOD,
        name,
        own.getNotAfter().toInstant(),
        days);
  }

  private boolean isOpenToOthers() {
    try {
      Set<PosixFilePermission> all = Files.getPosixFilePermissions(files.keyFile());
      return all.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private static X509Certificate certificate(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    String base64 =
        Files.readString(file)
            .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static boolean isSigned(X509Certificate own, PublicKey authority) {
    try {
      own.verify(authority);
      return true;
    } catch (GeneralSecurityException foreign) {
      return false;
    }
  }

  private static boolean isPair(PublicKey open, PrivateKey secret) {
    try {
      String algorithm = open.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      byte[] text = {1, 2, 3};
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(secret);
      signing.update(text);
      byte[] signature = signing.sign();
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(open);
      checking.update(text);
      return checking.verify(signature);
    } catch (GeneralSecurityException noPair) {
      return false;
    }
  }

  private static String commonName(X509Certificate certificate) {
    try {
      for (Rdn each : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (each.getType().equalsIgnoreCase("CN")) {
          return each.getValue().toString();
        }
      }
    } catch (InvalidNameException nameless) {
      return "?";
    }
    return "?";
  }
}
