package id.pantau.agent.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom a tracker believes that it is the command centre: one authority, known by the SHA-256 of its
 * certificate. No list of public authorities is asked: any of a hundred could then hand out our
 * identities. Used by one thread.
 */
public final class Trust {
  private static final int SHA_256_BYTES = 32;

  private final byte[] fingerprint;
  private final Optional<X509Certificate> known;
  private final InstantSource clock;
  private @Nullable X509Certificate authority;

  /** The other side has not shown a certificate of our authority. */
  static final class Stranger extends CertificateException {
    private static final long serialVersionUID = 1;

    Stranger() {
      super("not a certificate of the authority that is trusted");
    }
  }

  private Trust(byte[] fingerprint, Optional<X509Certificate> known, InstantSource clock) {
    this.fingerprint = fingerprint;
    this.known = known;
    this.clock = clock;
  }

  /** In hexadecimal, with or without colons; empty when it is no SHA-256. */
  public static Optional<Trust> ofFingerprint(String typed, InstantSource clock) {
    String hex = typed.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
    return hex.matches("[0-9a-f]{" + 2 * SHA_256_BYTES + "}")
        ? Optional.of(new Trust(HexFormat.of().parseHex(hex), Optional.empty(), clock))
        : Optional.empty();
  }

  /** The authority's certificate as a file; empty when there is none that can be read. */
  public static Optional<Trust> ofFile(Path pem, InstantSource clock) {
    try {
      X509Certificate authority = Pem.certificate(Files.readAllBytes(pem));
      return Optional.of(new Trust(sha256(authority), Optional.of(authority), clock));
    } catch (IOException | GeneralSecurityException noCertificate) {
      return Optional.empty();
    }
  }

  /** The authority, once the other side has shown it and proven to be of it. */
  Optional<X509Certificate> authority() {
    return Optional.ofNullable(authority);
  }

  /** For a connection that checks the name of the other side too. */
  SSLContext tls() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    // Not an X509ExtendedTrustManager: so the JDK adds its own check of the name.
    context.init(null, new TrustManager[] {new OneAuthority()}, null);
    return context;
  }

  private final class OneAuthority implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method)
        throws CertificateException {
      X509Certificate found = known.isPresent() ? known.get() : find(chain);
      Date now = Date.from(clock.instant());
      for (X509Certificate each : chain) {
        each.checkValidity(now); // said as such: below it would be "no path found"
      }
      try {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", found);
        var checks = new PKIXBuilderParameters(trusted, new X509CertSelector());
        checks.setRevocationEnabled(false);
        checks.setDate(now);
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(checks));
        ((X509TrustManager) factory.getTrustManagers()[0]).checkServerTrusted(chain, method);
      } catch (CertificateException refused) {
        throw refused;
      } catch (GeneralSecurityException | IOException e) {
        throw new CertificateException("cannot judge the other side", e);
      }
      authority = found;
    }

    private X509Certificate find(X509Certificate[] chain) throws CertificateException {
      for (X509Certificate each : chain) {
        if (MessageDigest.isEqual(sha256(each), fingerprint)) {
          return each;
        }
      }
      throw new Stranger();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method)
        throws CertificateException {
      throw new CertificateException("nobody comes to a tracker");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static byte[] sha256(X509Certificate certificate) throws CertificateException {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new CertificateException("cannot digest a certificate", e);
    }
  }
}
