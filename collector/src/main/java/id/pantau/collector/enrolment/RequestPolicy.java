package id.pantau.collector.enrolment;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * Whether a certificate may be made of a request (PKCS#10, RFC 2986) that anybody may have sent.
 */
final class RequestPolicy {
  /** A request with an RSA key of 4096 bits has 1.7 kB. */
  static final int MAX_BYTES = 8_192;

  private static final int RSA_MIN_BITS = 2_048;

  private static final Set<ASN1ObjectIdentifier> CURVES =
      Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);

  /** With a hash that can be trusted: SHA-256 or longer. */
  private static final Set<ASN1ObjectIdentifier> SIGNATURES =
      Set.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512,
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption);

  private RequestPolicy() {}

  sealed interface Verdict {
    /**
     * @param name the CN, if it asks for one
     */
    record Good(Optional<String> name, PublicKey key) implements Verdict {}

    record Bad(Flaw why) implements Verdict {}
  }

  enum Flaw {
    UNREADABLE("request-unreadable"),
    BROKEN_SIGNATURE("request-broken-signature"),
    WEAK_KEY("request-weak-key");

    private final String code;

    Flaw(String code) {
      this.code = code;
    }

    /** The code of the sentence in the message files. */
    String code() {
      return code;
    }
  }

  /** Judges a request as PEM. */
  static Verdict judgePem(String pem) {
    if (pem.length() > MAX_BYTES) {
      return new Verdict.Bad(Flaw.UNREADABLE);
    }
    try (var parser = new PEMParser(new StringReader(pem))) {
      return parser.readObject() instanceof PKCS10CertificationRequest request
          ? judge(request)
          : new Verdict.Bad(Flaw.UNREADABLE);
    } catch (IOException | RuntimeException unreadable) { // whatever a stranger makes it stumble on
      return new Verdict.Bad(Flaw.UNREADABLE);
    }
  }

  /** Judges a request as DER. */
  static Verdict judge(byte[] der) {
    if (der.length > MAX_BYTES) {
      return new Verdict.Bad(Flaw.UNREADABLE);
    }
    try {
      return judge(new PKCS10CertificationRequest(der));
    } catch (IOException | RuntimeException unreadable) {
      return new Verdict.Bad(Flaw.UNREADABLE);
    }
  }

  private static Verdict judge(PKCS10CertificationRequest request) {
    if (!isStrong(request.getSubjectPublicKeyInfo())
        || !SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())) {
      return new Verdict.Bad(Flaw.WEAK_KEY);
    }
    try {
      PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
      if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < RSA_MIN_BITS) {
        return new Verdict.Bad(Flaw.WEAK_KEY);
      }
      return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))
          ? new Verdict.Good(name(request), key)
          : new Verdict.Bad(Flaw.BROKEN_SIGNATURE);
    } catch (PKCSException broken) {
      return new Verdict.Bad(Flaw.BROKEN_SIGNATURE);
    } catch (GeneralSecurityException | OperatorCreationException unreadable) {
      return new Verdict.Bad(Flaw.UNREADABLE);
    }
  }

  private static boolean isStrong(SubjectPublicKeyInfo info) {
    ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
          && CURVES.contains(curve);
    }
    return algorithm.equals(PKCSObjectIdentifiers.rsaEncryption);
  }

  /** Two names are none that anybody could have meant. */
  private static Optional<String> name(PKCS10CertificationRequest request) {
    RDN[] names = request.getSubject().getRDNs();
    if (names.length == 0) {
      return Optional.empty();
    }
    if (names.length > 1
        || names[0].isMultiValued()
        || !names[0].getFirst().getType().equals(BCStyle.CN)) {
      return Optional.of(request.getSubject().toString());
    }
    return Optional.of(IETFUtils.valueToString(names[0].getFirst().getValue()));
  }
}
