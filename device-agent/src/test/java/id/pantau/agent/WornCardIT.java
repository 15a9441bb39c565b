package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.journal.JournalSettings;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.TrackCodec;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.LoopDisk;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A tracker on a card that is full, and on one that breaks; a real file system, so for root only.
 */
class WornCardIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final DeviceId DEVICE = new DeviceId("trk-card");
  private static final int CARD_MB = 8;

  /** A file holds some 300 records: the next is needed soon. */
  private static final JournalSettings SMALL =
      JournalSettings.DEFAULT
          .sized(16 * 1024, 4 * 1024 * 1024)
          .keeping(0)
          .committing(10, Duration.ofMillis(100));

  private final Path folder = TestFolder.create("worn-card");
  private LoopDisk card;
  private CertificateAuthority authority;
  private PrivateBroker broker;

  @BeforeEach
  void insertCard() {
    card =
        LoopDisk.tryMount(folder, CARD_MB)
            .orElseGet(() -> Assumptions.abort("skipped: only root can mount a card of its own"));
    authority = CertificateAuthority.create(folder.resolve("ca"), InstantSource.system());
    broker = PrivateBroker.start(folder.resolve("broker"), authority);
  }

  @AfterEach
  void removeCard() {
    if (card != null) {
      broker.close();
      card.close();
    }
  }

  private Tracker open(String brokerUri) {
    Credentials own = authority.device(DEVICE);
    return Tracker.open(
        TrackerSettings.of(
                DEVICE,
                card.folder().resolve("journal"),
                brokerUri,
                new TlsFiles(authority.certificateFile(), own.certificateFile(), own.keyFile()))
            .withoutThinning()
            .withoutDriving()
            .withJournal(SMALL)
            .withBatches(10, Duration.ofMillis(300)));
  }

  private static Fix fix(int second) {
    return TrackCodec.rounded(
        new Fix(
            Instant.parse("2026-11-21T00:00:00Z").plusSeconds(second),
            new LatLon(-8.65 + second * 1e-4, 116.535),
            Fix.Mode.FIX_3D,
            11,
            0,
            100,
            0.9,
            9,
            0));
  }

  private Map<Instant, Fix> deliverAll() {
    try (FakeCollector collector =
            FakeCollector.connect(broker, authority.sslContext(authority.client("collector")));
        Tracker tracker = open(broker.uri())) {
      Await.until("all is delivered", LIMIT, () -> tracker.depth() == 0 && tracker.isConnected());
      assertFalse(
          collector.events().values().stream()
              .anyMatch(
                  event ->
                      event.kind() == EventKind.GAP
                          && !"power".equals(event.details().get("reason"))),
          "a gap: " + collector.events());
      return collector.fixes().values().stream().collect(Collectors.toMap(Fix::fixTime, f -> f));
    }
  }

  @Test
  void aFullCardIsWaitedForAndNothingIsLost() {
    try (Tracker tracker = open("ssl://127.0.0.1:1")) {
      for (int i = 1; i <= 100; i++) {
        tracker.accept(fix(i));
      }
      Await.until("the first are committed", LIMIT, () -> tracker.depth() == 100);
      card.fill();
      for (int i = 101; i <= 2_000; i++) {
        tracker.accept(fix(i));
      }
      // As many as the file has room for, which was made before the card was full.
      Await.until("it goes on as far as it can", LIMIT, () -> tracker.depth() > 200);
      assertTrue(tracker.depth() < 2_000, "the card was not full");
      card.empty();
      Await.until("it writes on when there is room", LIMIT, () -> tracker.depth() == 2_000);
    }
    assertEquals(2_000, deliverAll().size());
  }

  @Test
  void whatWasCommittedBeforeTheCardBrokeIsThereAfterItsRepair() {
    try (Tracker tracker = open("ssl://127.0.0.1:1")) {
      for (int i = 1; i <= 100; i++) {
        tracker.accept(fix(i));
      }
      Await.until("they are committed", LIMIT, () -> tracker.depth() == 100);
      card.fail();
      for (int i = 101; i <= 1_000; i++) {
        tracker.accept(fix(i));
      }
      assertTrue(tracker.depth() < 1_000, "a broken card takes nothing");
    }
    card.repair();
    Map<Instant, Fix> delivered = deliverAll();
    for (int i = 1; i <= 100; i++) {
      assertEquals(fix(i), delivered.get(fix(i).fixTime()));
    }
  }
}
