package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.journal.JournalSettings;
import id.pantau.wire.CertificateAnswer;
import id.pantau.wire.CertificateAnswerCodec;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.Topics;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tracker whose certificate nears its end gets the next one over its own lane, or keeps it. */
class RenewalIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final DeviceId DEVICE = new DeviceId("trk-renewed");
  private static final Instant NOW = InstantSource.system().instant();

  private final Path folder = TestFolder.create("renewal");

  /** Certificates of the workbench live 90 days: this one ends in five. */
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(NOW.minus(Duration.ofDays(85)));

  private final CertificateAuthority authority =
      CertificateAuthority.create(folder.resolve("ca"), clock::get);
  private final Path identity = folder.resolve("identity");
  private PrivateBroker broker;
  private FakeCollector office;
  private int seconds;

  @BeforeEach
  void enrolLongAgo() throws Exception {
    Credentials old = authority.device(DEVICE);
    Files.createDirectories(identity);
    Files.copy(authority.certificateFile(), identity.resolve("ca.pem"));
    Files.copy(old.certificateFile(), identity.resolve("device.pem"));
    Files.copy(old.keyFile(), identity.resolve("device.key"));
    Files.writeString(
        identity.resolve("enrolled.properties"), "device=" + DEVICE + "\nmqtt.uri=ssl://x:1\n");
    broker = PrivateBroker.start(folder.resolve("broker"), authority);
    clock.set(NOW);
    connectOffice();
  }

  @AfterEach
  void stop() {
    office.close();
    broker.close();
  }

  private void connectOffice() {
    office = FakeCollector.connect(broker, authority.sslContext(authority.client("collector")));
  }

  private TrackerSettings settings() {
    return TrackerSettings.of(
            DEVICE,
            folder.resolve("journal"),
            broker.uri(),
            new TlsFiles(
                identity.resolve("ca.pem"),
                identity.resolve("device.pem"),
                identity.resolve("device.key")))
        .withoutThinning()
        .withoutDriving()
        .withJournal(JournalSettings.DEFAULT.committing(1, Duration.ofMillis(100)))
        .withBatches(1, Duration.ofMillis(300));
  }

  /** The key of the authority signs what the tracker asked for. */
  private byte[] certified(byte[] request, Instant until) throws Exception {
    String pem = Files.readString(authority.keyFile()).replaceAll("-----[^-]+-----|\\s", "");
    PrivateKey key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    var read = new JcaPKCS10CertificationRequest(new PKCS10CertificationRequest(request));
    X509Certificate ca = certificate(authority.certificateFile());
    return new JcaX509v3CertificateBuilder(
            X500Name.getInstance(ca.getSubjectX500Principal().getEncoded()),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(NOW.minus(Duration.ofDays(90))),
            Date.from(until),
            new X500Name("CN=" + DEVICE),
            read.getPublicKey())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key))
        .getEncoded();
  }

  private static X509Certificate certificate(Path pem) throws Exception {
    try (var in = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private byte[] awaitRequest() {
    Await.until("a request comes", SOON, () -> !office.requests().isEmpty());
    return office.requests().getLast();
  }

  private void answer(CertificateAnswer answer) {
    office.publish(
        Topics.down(DEVICE, Topics.Down.CERTIFICATE), CertificateAnswerCodec.encode(answer));
  }

  /** Whether the file waits to be used. */
  private boolean isStaged(String name) {
    return Files.exists(identity.resolve("next-" + name));
  }

  private void reconnect() {
    office.close();
    broker.restart();
    connectOffice();
  }

  /** Only over a connection that works. */
  private void awaitRecorded(Tracker tracker) {
    int before = office.fixes().size();
    tracker.accept(
        new Fix(
            NOW.truncatedTo(ChronoUnit.SECONDS).plusSeconds(++seconds),
            new LatLon(-8.65, 116.53 + seconds * 1e-4),
            Fix.Mode.FIX_3D,
            11,
            0,
            100,
            0.9,
            9,
            0));
    Await.until("its record comes", SOON, () -> office.fixes().size() > before);
  }

  @Test
  void theNewPairIsTriedAtTheNextConnectionAndTakesThePlaceOfTheOld() throws Exception {
    String oldKey = Files.readString(identity.resolve("device.key"));
    try (Tracker tracker = Tracker.open(settings())) {
      byte[] request = awaitRequest();
      byte[] made = certified(request, NOW.plus(Duration.ofDays(700)));
      answer(CertificateAnswer.made(made));
      Await.until("it is kept", SOON, () -> isStaged("device.pem"));
      assertEquals(oldKey, Files.readString(identity.resolve("device.key")));
      reconnect();
      Await.until("it is in use", SOON, () -> !isStaged("device.pem"));
      awaitRecorded(tracker);
      assertArrayEquals(made, certificate(identity.resolve("device.pem")).getEncoded());
      assertFalse(isStaged("device.key") || isStaged("request.der"));
      assertFalse(
          Files.readString(identity.resolve("device.key"), StandardCharsets.US_ASCII)
              .equals(oldKey));
    }
  }

  @Test
  void aNewPairThatDoesNotConnectIsForgottenAndTheOldOneStays() throws Exception {
    String oldKey = Files.readString(identity.resolve("device.key"));
    try (Tracker tracker = Tracker.open(settings())) {
      byte[] request = awaitRequest();
      // The broker refuses what has ended.
      answer(CertificateAnswer.made(certified(request, NOW.minus(Duration.ofDays(1)))));
      Await.until("it is kept", SOON, () -> isStaged("device.pem"));
      for (int round = 0; isStaged("device.pem"); round++) {
        assertTrue(round < 3, "it is tried without end");
        reconnect();
        awaitRecorded(tracker);
      }
      assertEquals(oldKey, Files.readString(identity.resolve("device.key")));
      assertFalse(isStaged("device.key"));
    }
  }

  @Test
  void whatDoesNotFitIsNotTriedAndARefusalIsTaken() throws Exception {
    try (Tracker tracker = Tracker.open(settings())) {
      awaitRequest();
      answer(
          CertificateAnswer.made(
              authority.device(new DeviceId("trk-other")).certificate().getEncoded()));
      answer(CertificateAnswer.made(new byte[] {1, 2, 3}));
      answer(CertificateAnswer.refused("revoked"));
      Await.until("it asks no more", SOON, () -> !isStaged("device.key"));
      assertFalse(isStaged("device.pem"));
      awaitRecorded(tracker);
    }
  }

  @Test
  void aTrackerThatWasNotEnrolledByCodeAsksForNothing() throws Exception {
    Files.delete(identity.resolve("enrolled.properties"));
    try (Tracker tracker = Tracker.open(settings())) {
      awaitRecorded(tracker);
      assertEquals(0, office.requests().size());
    }
  }
}
