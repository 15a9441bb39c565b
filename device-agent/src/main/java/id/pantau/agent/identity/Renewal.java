package id.pantau.agent.identity;

import id.pantau.agent.TlsFiles;
import id.pantau.wire.CertificateAnswer;
import id.pantau.wire.CertificateAnswerCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Gets a tracker its next certificate, with a new key, when a third of the life of the present one
 * is left. The new pair is tried at the next connection; when it works it takes the place of the
 * old one, and when it fails twice where the old one still works it is forgotten. Only for trackers
 * that were enrolled with a code. Owned by the thread of the uplink.
 */
public final class Renewal {
  private static final System.Logger LOG = System.getLogger(Renewal.class.getName());
  private static final int LIFE_PARTS = 3;
  private static final int MAX_FAILURES = 2;
  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);
  private static final Duration AFTER_A_REFUSAL = Duration.ofHours(6);

  private final DeviceId device;
  private final TlsFiles files;
  private final Identity identity;
  private final Supplier<Optional<Instant>> trustedTime;
  private final Supplier<Instant> now;

  private Life life;
  private long nextAskNanos = System.nanoTime();
  private boolean triesNew;
  private int failures;

  /** From when to when the present certificate holds. */
  private record Life(Instant from, Instant until) {
    boolean isEnding(Instant at) {
      Duration whole = Duration.between(from, until);
      return at.isAfter(until.minus(whole.dividedBy(LIFE_PARTS)));
    }
  }

  private Renewal(
      DeviceId device,
      TlsFiles files,
      Life life,
      Supplier<Optional<Instant>> trustedTime,
      Supplier<Instant> now) {
    this.device = device;
    this.files = files;
    this.identity = Identity.of(files);
    this.life = life;
    this.trustedTime = trustedTime;
    this.now = now;
  }

  /**
   * Empty for a tracker whose certificate was made by hand, or cannot be read.
   *
   * @param trustedTime at which the other side must be valid, see {@link MutualTls}
   * @param now the best that is known
   */
  public static Optional<Renewal> find(
      DeviceId device,
      TlsFiles files,
      Supplier<Optional<Instant>> trustedTime,
      Supplier<Instant> now) {
    if (!Identity.isTogether(files)
        || !Files.exists(files.certificateFile().resolveSibling(Identity.ENROLLED))) {
      return Optional.empty();
    }
    try {
      Life life = lifeOf(Pem.certificate(Files.readAllBytes(files.certificateFile())));
      return Optional.of(new Renewal(device, files, life, trustedTime, now));
    } catch (IOException | GeneralSecurityException e) {
      LOG.log(Level.WARNING, "the certificate cannot be read, so it is not renewed", e);
      return Optional.empty();
    }
  }

  /** For the next connection: the new pair and the old one by turns, as long as there is a new. */
  public SSLContext tls() {
    if (triesNew) {
      failures++; // it was tried, and here we are again
    }
    triesNew = !triesNew && isOnTrial();
    if (triesNew) {
      try {
        return context(identity.staged(files));
      } catch (UncheckedIOException | IllegalArgumentException e) {
        LOG.log(Level.ERROR, "the new certificate cannot be used, the old one stays", e);
        failures = MAX_FAILURES;
        triesNew = false;
      }
    }
    return context(files);
  }

  private SSLContext context(TlsFiles used) {
    return MutualTls.context(
        used.caFile(), used.certificateFile(), used.keyFile(), trustedTime.get());
  }

  /**
   * Looks what is to be done; often, and mostly nothing. Never throws.
   *
   * @param ask sends a request over the connection that there is
   */
  public void turn(boolean connected, Consumer<byte[]> ask) {
    if (!connected) {
      return;
    }
    try {
      if (triesNew) {
        identity.promote();
        triesNew = false;
        failures = 0;
        life = lifeOf(Pem.certificate(Files.readAllBytes(files.certificateFile())));
        LOG.log(Level.INFO, "certificate renewed device={0} until={1}", device, life.until());
      } else if (failures >= MAX_FAILURES) {
        failures = 0;
        identity.discard();
        later(AFTER_A_REFUSAL);
        LOG.log(Level.WARNING, "the new certificate did not connect, the old one stays");
      } else if (System.nanoTime() - nextAskNanos >= 0
          && life.isEnding(now.get())
          && !isOnTrial()) {
        later(ASK_AGAIN);
        ask.accept(request());
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      later(ASK_AGAIN);
      LOG.log(Level.ERROR, "the certificate could not be renewed", e);
    }
  }

  /** Takes the payload of the lane {@code certificate}. Never throws. */
  public void answered(byte[] payload) {
    try {
      switch (CertificateAnswerCodec.decode(payload)) {
        case Decoded.Good<CertificateAnswer>(CertificateAnswer answer) -> take(answer);
        case Decoded.Bad<CertificateAnswer>(String reason) ->
            LOG.log(Level.WARNING, "a certificate cannot be read, ignored: {0}", reason);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.log(Level.WARNING, "a certificate does not fit, ignored", e);
    }
  }

  private void take(CertificateAnswer answer) throws IOException, GeneralSecurityException {
    if (answer.refusal().isPresent()) {
      LOG.log(Level.WARNING, "no new certificate: {0}", answer.refusal().get());
      later(AFTER_A_REFUSAL);
      identity.discard();
      return;
    }
    Optional<byte[]> key = identity.findStaged(Identity.Part.KEY);
    if (key.isEmpty() || isOnTrial()) {
      return; // the answer to a question that was asked twice
    }
    X509Certificate made = Pem.certificate(answer.certificate().orElseThrow());
    made.verify(Pem.certificate(Files.readAllBytes(files.caFile())).getPublicKey());
    if (!Pem.fits(made.getPublicKey(), Pem.key(key.get()))
        || !Enroller.commonName(made).equals(device.value())) {
      throw new GeneralSecurityException("of another key or name");
    }
    identity.stage(Identity.Part.CERTIFICATE, Pem.text(made));
    failures = 0;
    LOG.log(Level.INFO, "a new certificate is here, to be tried at the next connection");
  }

  /** The same again until it is answered. */
  private byte[] request() throws IOException, GeneralSecurityException {
    Optional<byte[]> staged = identity.findStaged(Identity.Part.REQUEST);
    if (staged.isPresent() && identity.findStaged(Identity.Part.KEY).isPresent()) {
      return staged.get();
    }
    identity.discard();
    KeyPair keys = Pem.newKeys();
    byte[] request = Pkcs10.write(keys, device.value());
    identity.stage(Identity.Part.KEY, Pem.key(keys.getPrivate()));
    identity.stage(Identity.Part.REQUEST, request);
    return request;
  }

  /** Both halves are there, and are not those of an enrolment that was interrupted. */
  private boolean isOnTrial() {
    try {
      return identity.findStaged(Identity.Part.KEY).isPresent()
          && identity.findStaged(Identity.Part.CERTIFICATE).isPresent()
          && identity.findStaged(Identity.Part.ENROLLED).isEmpty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the new certificate cannot be read", e);
      return false;
    }
  }

  private void later(Duration time) {
    nextAskNanos = System.nanoTime() + time.toNanos();
  }

  private static Life lifeOf(X509Certificate certificate) {
    return new Life(certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }
}
