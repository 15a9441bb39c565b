package id.pantau.agent;

import static id.pantau.agent.Fixes.fix;
import static id.pantau.agent.Fixes.panic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.driving.DrivingSettings;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.SeqRange;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.FaultyLink;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a fix to a record that the collector has named, over a real broker with certificates. */
class TrackerIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static TrackerOffice office;

  @BeforeAll
  static void open() {
    office = TrackerOffice.open("tracker");
  }

  @AfterAll
  static void close() {
    office.close();
  }

  private final DeviceId device = office.newDevice();

  @Test
  void everyFixArrivesAsItWasAndIsFreedWhenNamed() {
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(office.settings(device))) {
      for (int i = 1; i <= 200; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all arrive", LIMIT, () -> collector.fixes().size() == 200);
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      Map<Instant, Fix> arrived = collector.byTime();
      for (int i = 1; i <= 200; i++) {
        assertEquals(fix(i), arrived.get(fix(i).fixTime()));
      }
      assertEquals(tracker.epoch(), collector.epoch());
    }
  }

  @Test
  void keepsEverythingUntilTheCollectorNamesIt() {
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(office.settings(device))) {
      collector.answers(false);
      for (int i = 1; i <= 30; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all arrive", LIMIT, () -> collector.fixes().size() == 30);
      // The broker has confirmed them all by now; that frees nothing.
      assertEquals(30, tracker.depth());
      collector.acknowledge(device, tracker.epoch() + 1, List.of(new SeqRange(1, 1_000)));
      collector.acknowledge(device, tracker.epoch(), List.of(new SeqRange(1, 10)));
      Await.until("the named are freed", LIMIT, () -> tracker.depth() == 20);
      collector.acknowledge(device, tracker.epoch(), List.of(new SeqRange(1, 1_000)));
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
    }
  }

  @Test
  void sendsAgainAfterARestartWhatWasNotNamed() {
    try (FakeCollector collector = office.collector()) {
      collector.answers(false);
      try (Tracker tracker = Tracker.open(office.settings(device))) {
        for (int i = 1; i <= 30; i++) {
          tracker.accept(fix(i));
        }
        Await.until("all arrive", LIMIT, () -> collector.fixes().size() == 30);
      }
      collector.answers(true);
      try (Tracker again = Tracker.open(office.settings(device))) {
        Await.until("all are freed", LIMIT, () -> again.depth() == 0);
        assertEquals(30, collector.fixes().size(), "under the same numbers");
        assertTrue(collector.doubles() >= 30);
      }
    }
  }

  @Test
  void losesNothingWhenTheBrokerIsKilled() {
    try (PrivateBroker own =
        PrivateBroker.start(office.folder().resolve("broker-2"), office.authority())) {
      TrackerSettings there = office.settings(device).withMqttUri(own.uri());
      try (Tracker tracker = Tracker.open(there)) {
        int second = 0;
        for (int kill = 0; kill < 3; kill++) {
          try (FakeCollector collector = office.collector(own)) {
            for (int i = 0; i < 50; i++) {
              tracker.accept(fix(++second));
            }
            Await.until("something arrives", LIMIT, () -> !collector.fixes().isEmpty());
            for (int i = 0; i < 50; i++) {
              tracker.accept(fix(++second));
            }
          }
          own.kill9();
          own.restart();
        }
        try (FakeCollector collector = office.collector(own)) {
          Await.until("all are freed", Duration.ofSeconds(60), () -> tracker.depth() == 0);
        }
      }
    }
  }

  @Test
  void tellsTheNewestPositionFirstWhenABacklogWaits() {
    TrackerSettings settings = office.settings(device);
    try (Tracker tracker = Tracker.open(settings.withMqttUri("ssl://127.0.0.1:1"))) {
      for (int i = 1; i <= 3_000; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all are committed", LIMIT, () -> tracker.depth() == 3_000);
    }
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(settings)) {
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      assertEquals("LIVE 1", collector.lanes().getFirst());
      assertEquals(3_000, collector.fixes().size());
      assertTrue(collector.lanes().size() < 40, "a backlog travels in large pieces");
    }
  }

  /** A village at the edge of the network: 64 kbit/s, and three packets in ten are lost. */
  @Test
  void aSlowAndLossyNetworkIsUsedAndNotFlooded() {
    int records = 500;
    TrackerSettings settings = office.settings(device);
    try (Tracker tracker = Tracker.open(settings.withMqttUri("ssl://127.0.0.1:1"))) {
      for (int i = 1; i <= records; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all are committed", LIMIT, () -> tracker.depth() == records);
    }
    try (FakeCollector collector = office.collector();
        FaultyLink link = FaultyLink.to(office.broker().port())) {
      link.slow(new FaultyLink.Slowness(8_000, 0.3, Duration.ofMillis(200)));
      try (Tracker tracker = Tracker.open(settings.withMqttUri("ssl://127.0.0.1:" + link.port()))) {
        Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
        assertEquals(records, collector.fixes().size());
        // 8 bytes a record and 5 kB for the connection; sent twice it would be more.
        assertTrue(link.bytesUp() < 2 * (8 * records + 5_000), "bytes " + link.bytesUp());
      }
    }
  }

  @Test
  void anEventOvertakesTheBacklogAndIsCommittedAtOnce() {
    TrackerSettings settings =
        office
            .settings(device)
            .withJournal(JournalSettings.DEFAULT.committing(1_000, Duration.ofHours(1)));
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(settings.withLiveEvery(Duration.ofHours(1)))) {
      Await.until("it is connected", LIMIT, tracker::isConnected);
      tracker.accept(panic());
      Await.until("the event arrives", LIMIT, () -> collector.events().containsValue(panic()));
      Await.until("it is freed", LIMIT, () -> tracker.depth() == 0);
    }
  }

  @Test
  void whatADriverDoesIsToldWithTheFixes() {
    try (FakeCollector collector = office.collector();
        Tracker tracker =
            Tracker.open(office.settings(device).withDriving(DrivingSettings.DEFAULT))) {
      for (int i = 1; i <= 10; i++) {
        tracker.accept(fix(i));
      }
      Await.until(
          "the trip is told",
          LIMIT,
          () ->
              collector.events().values().stream()
                  .anyMatch(event -> event.kind() == EventKind.TRIP_START));
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      assertEquals(10, collector.fixes().size());
    }
  }

  @Test
  void aStrangerIsRefusedAndTheTrackerKeepsRecording() {
    Path other = TestFolder.create("other-ca");
    CertificateAuthority stranger = CertificateAuthority.create(other, InstantSource.system());
    Credentials own = stranger.device(device);
    TrackerSettings settings =
        TrackerSettings.of(
            device,
            office.folder().resolve(device.value()),
            office.broker().uri(),
            new TlsFiles(
                office.authority().certificateFile(), own.certificateFile(), own.keyFile()));
    try (Tracker tracker = Tracker.open(settings.withoutThinning().withoutDriving())) {
      for (int i = 1; i <= 20; i++) {
        tracker.accept(fix(i));
      }
      Await.until("they are committed", LIMIT, () -> tracker.depth() == 20);
      assertFalse(tracker.isConnected());
    }
  }

  @Test
  void aRevokedTrackerIsRefusedAndLosesNothing() {
    TrackerSettings settings = office.settings(device);
    Credentials lost =
        office.authority().device(device); // last: each is written over the one before
    office.authority().revoke(lost);
    var revoked =
        new TlsFiles(office.authority().certificateFile(), lost.certificateFile(), lost.keyFile());
    try (PrivateBroker strict =
        PrivateBroker.start(office.folder().resolve("strict"), office.authority())) {
      TrackerSettings there =
          TrackerSettings.of(device, settings.journalFolder(), strict.uri(), revoked)
              .withoutThinning()
              .withoutDriving()
              .withJournal(JournalSettings.DEFAULT.committing(5, Duration.ofMillis(100)));
      try (Tracker tracker = Tracker.open(there)) {
        for (int i = 1; i <= 20; i++) {
          tracker.accept(fix(i));
        }
        Await.until("they are committed", LIMIT, () -> tracker.depth() == 20);
        strict.awaitLog("certificate verify failed", LIMIT);
        assertFalse(tracker.isConnected());
        assertEquals(20, tracker.depth());
      }
    }
    // The technician gives it another certificate.
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(office.settings(device))) {
      Await.until("nothing was lost", LIMIT, () -> collector.byTime().size() == 20);
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
    }
  }
}
