package id.pantau.wire;

import java.util.Optional;

/** What became of a request for the next certificate: either of the two is there. */
public record CertificateAnswer(Optional<byte[]> certificate, Optional<String> refusal) {
  public CertificateAnswer {
    if (certificate.isPresent() == refusal.isPresent()) {
      throw new IllegalArgumentException("a certificate or a refusal");
    }
  }

  /** X.509 in DER. */
  public static CertificateAnswer made(byte[] der) {
    return new CertificateAnswer(Optional.of(der), Optional.empty());
  }

  /** Why not, in kebab-case. */
  public static CertificateAnswer refused(String why) {
    return new CertificateAnswer(Optional.empty(), Optional.of(why));
  }
}
