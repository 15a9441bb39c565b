package id.pantau.collector.enrolment;

import id.pantau.collector.db.Session;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.web.Problem;
import id.pantau.wire.CertificateAnswer;
import id.pantau.wire.DeviceId;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges who asks for a certificate, and makes it: with a code, or with the certificate of before.
 * Within transactions of the caller. Safe for all threads.
 */
final class Issuing {
  /** A right code with a request that cannot be signed: five times are enough to learn. */
  static final int MAX_TRIES = 5;

  /** A tracker asks once in a year or two; one that asks more often is not well. */
  static final int MAX_RENEWALS_A_DAY = 3;

  private final Fleet fleet;
  private final InstantSource clock;

  Issuing(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  /** What becomes of an application. */
  sealed interface Answer {
    record Made(Enrolled enrolled) implements Answer {}

    /**
     * @param device whom the code is for, when it is one of ours
     */
    record Refused(Optional<String> device, Problem why) implements Answer {}
  }

  static Answer unknownCode() {
    return new Answer.Refused(Optional.empty(), Problem.of(403, "code-unknown"));
  }

  /** The certificate for who brings this code, within a transaction of the caller. */
  Answer answer(
      Office known, Session session, EnrolmentCode code, Enrolment.Application application) {
    RequestPolicy.Verdict verdict = RequestPolicy.judgePem(application.request());
    var store = new EnrolmentStore(session);
    Optional<EnrolmentStore.StoredCode> found = store.findCode(known.authority().codeHash(code));
    if (found.isEmpty()) {
      return unknownCode();
    }
    EnrolmentStore.StoredCode stored = found.get();
    Optional<Enrolled> before = madeBefore(known, store, stored, verdict);
    if (before.isPresent()) {
      return new Answer.Made(before.get());
    }
    Optional<Problem> refusal =
        refusal(store, stored)
            .or(() -> wrongClock(application))
            .or(() -> flaw(store, stored, verdict));
    if (refusal.isPresent()) {
      return new Answer.Refused(Optional.of(stored.deviceId()), refusal.get());
    }
    PublicKey key = ((RequestPolicy.Verdict.Good) verdict).key();
    return new Answer.Made(make(known, session, stored, key));
  }

  private Optional<Enrolled> madeBefore(
      Office known,
      EnrolmentStore store,
      EnrolmentStore.StoredCode code,
      RequestPolicy.Verdict verdict) {
    if (code.usedAt().isEmpty() || !(verdict instanceof RequestPolicy.Verdict.Good good)) {
      return Optional.empty();
    }
    return store
        .findByKey(Authority.keyHash(good.key()))
        .filter(made -> made.codeId().equals(OptionalInt.of(code.id())) && !made.revoked())
        .map(made -> enrolled(known, code.deviceId(), made.der(), made.expiresAt()));
  }

  /** What is wrong with the code itself. */
  private Optional<Problem> refusal(EnrolmentStore store, EnrolmentStore.StoredCode code) {
    if (code.usedAt().isPresent()) {
      return Optional.of(Problem.of(410, "code-used", spoken(code.usedAt().get())));
    }
    if (code.cancelledAt().isPresent()) {
      return Optional.of(Problem.of(410, "code-cancelled"));
    }
    if (!now().isBefore(code.expiresAt())) {
      return Optional.of(Problem.of(410, "code-expired", spoken(code.expiresAt())));
    }
    if (code.tries() >= MAX_TRIES) {
      return Optional.of(Problem.of(410, "code-exhausted", MAX_TRIES));
    }
    return code.again() ? Optional.empty() : taken(store, code.deviceId(), now());
  }

  /** Its certificate would begin in what it takes for the future. */
  private Optional<Problem> wrongClock(Enrolment.Application application) {
    Instant now = now();
    return application
        .deviceTime()
        .filter(time -> Duration.between(time, now).abs().compareTo(Authority.CLOCK_TOLERANCE) > 0)
        .map(time -> Problem.of(422, "device-clock-wrong", spoken(time), spoken(now)));
  }

  /** What is wrong with the request; it costs a try. */
  private static Optional<Problem> flaw(
      EnrolmentStore store, EnrolmentStore.StoredCode code, RequestPolicy.Verdict verdict) {
    Optional<Problem> flaw =
        switch (verdict) {
          case RequestPolicy.Verdict.Bad(RequestPolicy.Flaw why) ->
              Optional.of(Problem.of(422, why.code()));
          case RequestPolicy.Verdict.Good(Optional<String> name, PublicKey key) -> {
            if (name.isPresent() && !name.get().equals(code.deviceId())) {
              yield Optional.of(
                  Problem.of(422, "request-other-name", shortened(name.get()), code.deviceId()));
            }
            yield store.findByKey(Authority.keyHash(key)).isPresent()
                ? Optional.of(Problem.of(422, "request-old-key"))
                : Optional.empty();
          }
        };
    flaw.ifPresent(why -> store.countTry(code.id()));
    return flaw;
  }

  private Enrolled make(
      Office known, Session session, EnrolmentStore.StoredCode code, PublicKey key) {
    var device = new DeviceId(code.deviceId());
    Instant now = now();
    var store = new EnrolmentStore(session);
    int deviceNo = fleet.addDevice(session, device);
    fleet.admit(session, deviceNo);
    store.revoke(deviceNo, "superseded", now);
    Authority.Issued issued =
        known.authority().issue(device, key, known.settings().certificateLife());
    store.useCode(code.id(), now);
    store.addCertificate(issued, deviceNo, OptionalInt.of(code.id()), now);
    code.vehicleId().ifPresent(vehicle -> fleet.startRide(session, deviceNo, vehicle, now));
    return enrolled(known, device.value(), issued.der(), issued.expiresAt());
  }

  private static Enrolled enrolled(Office known, String device, byte[] der, Instant expiresAt) {
    return new Enrolled(
        device,
        Authority.pem(der),
        known.authority().pem(),
        known.settings().brokerUri(),
        expiresAt);
  }

  /**
   * The next certificate of a tracker that is connected with the one it has. The same key gets the
   * same certificate again.
   */
  CertificateAnswer renew(Office known, Session session, DeviceId device, PublicKey key) {
    var store = new EnrolmentStore(session);
    OptionalInt deviceNo = store.findDevice(device.value());
    if (deviceNo.isEmpty() || fleet.isRevoked(deviceNo.getAsInt())) {
      return CertificateAnswer.refused("revoked");
    }
    Optional<EnrolmentStore.StoredCertificate> before = store.findByKey(Authority.keyHash(key));
    if (before.isPresent()) {
      boolean isAnswer =
          before.get().deviceNo() == deviceNo.getAsInt()
              && before.get().codeId().isEmpty()
              && !before.get().revoked();
      return isAnswer
          ? CertificateAnswer.made(before.get().der())
          : CertificateAnswer.refused("request-old-key");
    }
    Instant now = now();
    if (store.countRenewals(deviceNo.getAsInt(), now.minus(Duration.ofDays(1)))
        >= MAX_RENEWALS_A_DAY) {
      return CertificateAnswer.refused("too-many-renewals");
    }
    Authority.Issued issued =
        known.authority().issue(device, key, known.settings().certificateLife());
    store.addCertificate(issued, deviceNo.getAsInt(), OptionalInt.empty(), now);
    return CertificateAnswer.made(issued.der());
  }

  /** Why this name cannot be given away; empty when nobody has it. */
  static Optional<Problem> taken(EnrolmentStore store, String device, Instant now) {
    return store
        .findValidUntil(device, now)
        .map(until -> Problem.of(409, "device-name-taken", device, spoken(until)));
  }

  /** As fine as PostgreSQL keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String spoken(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
