package id.pantau.collector.enrolment;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.DeviceNames;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import id.pantau.wire.CertificateAnswer;
import id.pantau.wire.DeviceId;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who may speak as a tracker: makes one-time codes, and certificates for whoever brings one. Safe
 * for all threads.
 */
public final class Enrolment {
  public static final int MAX_HOURS = 168;
  public static final int USUAL_HOURS = 24;

  private static final Logger LOG = System.getLogger(Enrolment.class.getName());

  /** More waiting codes would only make guessing easier. */
  static final int MAX_OPEN_CODES = 200;

  private final Db db;
  private final Fleet fleet;
  private final Audit audit;
  private final Optional<Office> office;
  private final InstantSource clock;
  private final GuessLimit guesses = new GuessLimit();
  private final SecureRandom random = new SecureRandom();
  private final Issuing issuing;

  /** The real port, once it is known: the settings may say "any". */
  private final AtomicInteger port = new AtomicInteger();

  /** What it works with. */
  public record Parts(Db db, Fleet fleet, Audit audit) {}

  /**
   * @param office empty = certificates are made elsewhere; what needs them is refused in words
   */
  public Enrolment(Parts parts, Optional<Office> office, InstantSource clock) {
    this.db = parts.db();
    this.fleet = parts.fleet();
    this.audit = parts.audit();
    this.office = office;
    this.clock = clock;
    office.ifPresent(known -> port.set(known.settings().port()));
    this.issuing = new Issuing(fleet, clock);
  }

  /** Writes the revocation list as the database knows it, in case the file is older. */
  public void publishRevocations() {
    office.ifPresent(
        known -> {
          try {
            known.gate().publish(listRevoked());
          } catch (UncheckedIOException | IllegalStateException e) {
            LOG.log(Level.ERROR, "the broker gets no revocation list", e);
          }
        });
  }

  private List<RevocationList.Entry> listRevoked() {
    return db.asService(session -> new EnrolmentStore(session).listRevoked(now()));
  }

  /**
   * A tracker is believed no longer: the broker refuses it, its connection ends, what it sends
   * becomes a dead letter.
   *
   * @throws Problem 404 for an unknown tracker, 422 without a reason
   */
  public Revoked revoke(Viewer by, String device, String reason) throws InterruptedException {
    Office known = office();
    String why = requireReason(reason);
    int deviceNo = requireDevice(device);
    Instant now = now();
    long certificates =
        db.asService(
            session -> {
              var store = new EnrolmentStore(session);
              store.cancelCodes(device, now);
              fleet.revoke(session, deviceNo, by.userName(), why);
              return store.revoke(deviceNo, "revoked", now);
            });
    fleet.changed();
    audit.record(by.userName(), "device-revoked", "device:" + device, why);
    Gate.Seen seen = known.gate().shut(new DeviceId(device), listRevoked(), now);
    if (!seen.brokerRefuses()) {
      LOG.log(Level.WARNING, "the broker does not yet refuse device=" + device);
    }
    return new Revoked(device, certificates, seen.sessionEnded(), seen.brokerRefuses());
  }

  /**
   * Puts a tracker that is enrolled into a vehicle, from now on.
   *
   * @throws Problem 404 for an unknown tracker or vehicle, 409 for a tracker that is revoked or a
   *     vehicle that has left the fleet
   */
  public void place(Viewer by, int vehicleId, String device) {
    if (fleet.findVehicle(by, vehicleId).isEmpty()) {
      throw Problem.of(404, "no-such-vehicle");
    }
    if (!fleet.listVehicleIds(by).contains(vehicleId)) {
      throw Problem.of(409, "vehicle-left-before");
    }
    int deviceNo = requireDevice(device);
    if (fleet.isRevoked(deviceNo)) {
      throw Problem.of(409, "device-is-revoked", device);
    }
    db.doAsService(session -> fleet.startRide(session, deviceNo, vehicleId, now()));
    fleet.changed();
    audit.record(by.userName(), "tracker-placed", "device:" + device, "vehicle:" + vehicleId);
  }

  /**
   * Which trackers a vehicle has had, the newest first.
   *
   * @throws Problem 404 for a vehicle that this viewer cannot see
   */
  public List<TrackerRide> listRides(Viewer viewer, int vehicleId) {
    if (fleet.findVehicle(viewer, vehicleId).isEmpty()) {
      throw Problem.of(404, "no-such-vehicle");
    }
    return db.asService(session -> new EnrolmentStore(session).listRides(vehicleId));
  }

  private int requireDevice(String device) {
    return db.asService(session -> new EnrolmentStore(session).findDevice(device))
        .orElseThrow(() -> Problem.of(404, "no-such-device", Issuing.shortened(device)));
  }

  private static String requireReason(String reason) {
    String why = reason.strip();
    if (why.length() < FieldCheck.SENTENCE_MIN || why.length() > FieldCheck.SENTENCE_MAX) {
      throw Problem.of(422, "reason-wrong", FieldCheck.SENTENCE_MIN, FieldCheck.SENTENCE_MAX);
    }
    return why;
  }

  /** The port on which trackers are heard. */
  public void listensOn(int realPort) {
    port.set(realPort);
  }

  /** Every tracker, and every name that a code waits for. */
  public List<Tracker> listTrackers() {
    return db.asService(session -> new EnrolmentStore(session).listTrackers(clock.instant()));
  }

  /**
   * What somebody wants a code for.
   *
   * @param deviceId the tracker's name; empty = one after its vehicle
   * @param vehicleId the vehicle it rides in from its enrolment on
   * @param hours how long the code lives
   * @param again whether it may take the place of a tracker of this name that is well
   */
  public record Wish(
      Optional<String> deviceId,
      OptionalInt vehicleId,
      OptionalInt hours,
      Optional<Boolean> again) {}

  /**
   * Makes a code. An older one of the same tracker ends.
   *
   * @throws Problem 422 for what makes no sense, 404 for an unknown vehicle, 409 {@code
   *     device-name-taken}, 503 {@code enrolment-off}
   */
  public NewCode makeCode(Viewer by, Wish wish) {
    int hours = wish.hours().orElse(USUAL_HOURS);
    if (hours < 1 || hours > MAX_HOURS) {
      throw Problem.of(422, "hours-wrong", MAX_HOURS);
    }
    if (wish.vehicleId().isPresent()
        && fleet.findVehicle(by, wish.vehicleId().getAsInt()).isEmpty()) {
      throw Problem.of(404, "no-such-vehicle");
    }
    boolean again = wish.again().orElse(false);
    DeviceId device = wish.deviceId().map(DeviceNames::require).orElseGet(() -> nameFor(wish));
    Office known = office();
    var code = EnrolmentCode.random(random);
    Instant now = now();
    Instant expires = now.plus(Duration.ofHours(hours));
    db.doAsService(
        session -> {
          var store = new EnrolmentStore(session);
          if (!again) {
            requireFree(store, device, now);
          }
          store.cancelCodes(device.value(), now);
          if (store.countOpen(now) >= MAX_OPEN_CODES) {
            throw Problem.of(409, "too-many-codes", MAX_OPEN_CODES);
          }
          store.addCode(
              known.authority().codeHash(code),
              device.value(),
              wish.vehicleId(),
              again,
              new EnrolmentStore.CodeLife(now, by.userName(), expires));
        });
    audit.record(by.userName(), "enrolment-code-made", "device:" + device, "until " + expires);
    return new NewCode(
        code.spoken(),
        device.value(),
        wish.vehicleId(),
        expires,
        "https://" + known.settings().host() + ":" + port.get(),
        known.authority().fingerprint());
  }

  /**
   * Ends the code that waits for a tracker.
   *
   * @throws Problem 404 when there is none
   */
  public void cancelCode(Viewer by, String device) {
    Instant now = now();
    long ended =
        db.asService(
            session ->
                new EnrolmentStore(session).cancelCodes(DeviceNames.require(device).value(), now));
    if (ended == 0) {
      throw Problem.of(404, "no-open-code", device);
    }
    audit.record(by.userName(), "enrolment-code-cancelled", "device:" + device, "");
  }

  /**
   * What a tracker brings.
   *
   * @param request PKCS#10 as PEM
   * @param deviceTime what its clock says
   */
  public record Application(String code, String request, Optional<Instant> deviceTime) {}

  /**
   * Makes the certificate of whoever brings a code. The same key with the same code gets the same
   * answer again: the first may have been lost on its way.
   *
   * @param address where it came from, to slow down guessing
   * @throws Problem with the reason; each has its sentence in the message files
   */
  public Enrolled enrol(Application application, String address) {
    Office known = office();
    Duration wait = guesses.begin(address, now());
    if (!wait.isZero()) {
      throw Problem.of(429, "too-many-attempts", wait.toSeconds() + 1);
    }
    Issuing.Answer answer =
        EnrolmentCode.find(application.code())
            .map(code -> db.asService(session -> issuing.answer(known, session, code, application)))
            .orElseGet(Issuing::unknownCode);
    switch (answer) {
      case Issuing.Answer.Made(Enrolled enrolled) -> {
        guesses.right(address);
        fleet.changed();
        publishRevocations(); // the card that was replaced may be in anybody's hands
        audit.record("device", "enrolled", "device:" + enrolled.deviceId(), "address:" + address);
        return enrolled;
      }
      case Issuing.Answer.Refused(Optional<String> device, Problem why) -> {
        // Who has a code has not guessed it.
        device.ifPresent(name -> guesses.right(address));
        audit.record(
            "device",
            "enrolment-refused",
            device.map(name -> "device:" + name).orElse("address:" + address),
            why.code() + " address:" + address);
        throw why;
      }
    }
  }

  /**
   * The next certificate of a tracker that is connected with the one it has; the former holds on,
   * in case the new one does not work. The same key gets the same certificate again.
   *
   * @param request PKCS#10 in DER
   */
  public CertificateAnswer renew(DeviceId device, byte[] request) {
    if (office.isEmpty()) {
      return CertificateAnswer.refused("enrolment-off");
    }
    CertificateAnswer answer =
        switch (RequestPolicy.judge(request)) {
          case RequestPolicy.Verdict.Bad(RequestPolicy.Flaw why) ->
              CertificateAnswer.refused(why.code());
          case RequestPolicy.Verdict.Good(Optional<String> name, PublicKey key) ->
              name.isPresent() && !name.get().equals(device.value())
                  ? CertificateAnswer.refused("request-other-name")
                  : db.asService(session -> issuing.renew(office(), session, device, key));
        };
    audit.record(
        "device",
        answer.refusal().isEmpty() ? "certificate-renewed" : "renewal-refused",
        "device:" + device,
        answer.refusal().orElse(""));
    return answer;
  }

  private Office office() {
    return office.orElseThrow(() -> Problem.of(503, "enrolment-off"));
  }

  /** The first name after the vehicle that no tracker has. */
  private DeviceId nameFor(Wish wish) {
    if (wish.vehicleId().isEmpty()) {
      throw Problem.of(400, "json-field", "deviceId");
    }
    String first = "trk-" + wish.vehicleId().getAsInt();
    Instant now = now();
    return db.asService(
        session -> {
          var store = new EnrolmentStore(session);
          String name = first;
          for (int i = 2; store.findValidUntil(name, now).isPresent(); i++) {
            name = first + "-" + i;
          }
          return new DeviceId(name);
        });
  }

  private static void requireFree(EnrolmentStore store, DeviceId device, Instant now) {
    Optional<Problem> taken = Issuing.taken(store, device.value(), now);
    if (taken.isPresent()) {
      throw taken.get();
    }
  }

  private Instant now() {
    return issuing.now();
  }
}
