package id.pantau.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How both sides come to the broker: each shows a certificate of one authority and trusts only that
 * authority. Files are PEM (RFC 7468), the key is PKCS#8 of an EC or RSA key without a password.
 */
public final class MutualTls {
  private MutualTls() {}

  /**
   * @param caFile certificate of the authority
   * @param certificateFile our certificate, with the chain after it if there is one
   * @param keyFile the key to our certificate
   * @throws UncheckedIOException when a file cannot be read
   * @throws IllegalArgumentException when a file does not hold what it should
   */
  public static SSLContext context(Path caFile, Path certificateFile, Path keyFile) {
    return context(caFile, certificateFile, keyFile, Optional.empty());
  }

  /**
   * As {@link #context(Path, Path, Path)}, for a machine whose own clock is not to be believed.
   *
   * @param now the moment at which the certificate of the other side must be valid; empty = that of
   *     the machine's clock
   */
  public static SSLContext context(
      Path caFile, Path certificateFile, Path keyFile, Optional<Instant> now) {
    try {
      X509Certificate[] chain = Pem.certificates(certificateFile).toArray(X509Certificate[]::new);
      if (chain.length == 0) {
        throw new IllegalArgumentException("no certificate in " + certificateFile);
      }
      PrivateKey key = Pem.key(keyFile, chain[0].getPublicKey().getAlgorithm());
      return context(Pem.certificates(caFile), now, new OwnKey(key, chain));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "not certificates and key: " + caFile + ", " + certificateFile + ", " + keyFile, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the certificates", e);
    }
  }

  /**
   * As {@link #context(Path, Path, Path)}, of what is in memory already.
   *
   * @param own what we show; empty = nothing, which only a few servers take
   */
  public static SSLContext context(X509Certificate authority, Optional<OwnKey> own)
      throws GeneralSecurityException {
    return context(Set.of(authority), Optional.empty(), own.stream().toArray(OwnKey[]::new));
  }

  private static SSLContext context(
      Collection<X509Certificate> authorities, Optional<Instant> now, OwnKey... own)
      throws GeneralSecurityException {
    Set<TrustAnchor> trusted = new HashSet<>();
    for (X509Certificate each : authorities) {
      trusted.add(new TrustAnchor(each, null));
    }
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(new CertPathTrustManagerParameters(checks(trusted, now)));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own, trust.getTrustManagers(), null);
    return context;
  }

  private static PKIXBuilderParameters checks(Set<TrustAnchor> trusted, Optional<Instant> now)
      throws GeneralSecurityException {
    var checks = new PKIXBuilderParameters(trusted, new X509CertSelector());
    // Revoked trackers are refused by the broker, which has the list.
    checks.setRevocationEnabled(false);
    now.ifPresent(moment -> checks.setDate(Date.from(moment)));
    return checks;
  }
}
