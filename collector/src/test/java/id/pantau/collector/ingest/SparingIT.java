package id.pantau.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.track.VehiclePosition;
import id.pantau.wire.Ack;
import id.pantau.wire.Beat;
import id.pantau.wire.BeatCodec;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventCodec;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.Health;
import id.pantau.wire.HealthCodec;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.PreviewCodec;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tracker that spares its data volume says: previews, beats, and answers that may wait. */
class SparingIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Path FOLDER = TestFolder.create("sparing");
  private static CertificateAuthority authority;
  private static PrivateBroker broker;
  private static int trackers;

  private final DbSettings settings = TestDb.freshSettings();
  private final Instant start =
      Instant.ofEpochSecond(Instant.now().minus(Duration.ofMinutes(5)).getEpochSecond());
  private final PreviewCodec.Writer writer = new PreviewCodec.Writer();
  private Collecting collecting;
  private FakeTracker tracker;
  private int vehicle;

  @BeforeAll
  static void startBroker() {
    authority = CertificateAuthority.create(FOLDER.resolve("ca"), InstantSource.system());
    broker = PrivateBroker.start(FOLDER.resolve("broker"), authority);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() {
    collecting = new Collecting(settings, broker, authority);
    tracker = new FakeTracker("spare-" + ++trackers, broker, authority);
    int opd = collecting.region.findOpd("dikes").orElseThrow().id();
    vehicle =
        collecting.fleet.addVehicle(
            new NewVehicle(
                "DR 1 L", "Mobil", "car", "service", opd, Optional.empty(), Optional.empty()));
    collecting.fleet.startRide(tracker.device(), vehicle, start.minus(Duration.ofDays(1)));
  }

  @AfterEach
  void close() {
    tracker.close();
    collecting.close();
  }

  private Optional<VehiclePosition> shown() {
    return collecting.tracks.listPositions().stream().findAny();
  }

  private void awaitShown(Fix fix) {
    Await.until(
        fix.fixTime() + " is shown",
        SOON,
        () -> shown().filter(p -> p.fixTime().equals(fix.fixTime())).isPresent());
  }

  @Test
  void aPreviewIsShownAndIsNeverARecord() {
    Fix first = FakeTracker.fix(start);
    Fix second = TrackCodec.rounded(FakeTracker.fix(start.plusSeconds(15)));
    tracker.preview(writer.write(first, false));
    awaitShown(first);
    tracker.preview(writer.write(second, false));
    awaitShown(second);
    VehiclePosition there = shown().orElseThrow();
    assertEquals(vehicle, there.vehicleId());
    assertEquals(second.at(), there.at());
    assertEquals(41, there.speedKmh());
    assertEquals(45, there.courseDeg());
    assertEquals("moving", there.state().word());
    assertEquals(first.fixTime(), there.stateSince());

    // The next message of records is answered with its own only, and nothing else is in the tables.
    tracker.send(FakeTracker.batch(start.minusSeconds(60), 1, 3));
    tracker.awaitTold(1, 3);
    assertEquals(1, tracker.acks());
    assertEquals(3, collecting.count("fix"));
    assertEquals(1, collecting.count("latest_position WHERE seq = 3"), "of the records");
    assertEquals(0, collecting.count("dead_letter"));
    assertEquals(second.fixTime(), shown().orElseThrow().fixTime(), "the map went back");
  }

  @Test
  void theRecordOfAPreviewIsStoredOnceAndTheMapStays() {
    Fix fix = TrackCodec.rounded(FakeTracker.fix(start.plusSeconds(2)));
    tracker.preview(writer.write(fix, false));
    awaitShown(fix);
    VehiclePosition before = shown().orElseThrow();
    tracker.send(FakeTracker.batch(start, 1, 2));
    tracker.awaitTold(1, 2);
    VehiclePosition after = shown().orElseThrow();
    assertEquals(before.fixTime(), after.fixTime());
    assertEquals(before.at(), after.at());
    assertEquals(before.speedKmh(), after.speedKmh());
    assertEquals(before.courseDeg(), after.courseDeg());
    assertEquals(2, collecting.count("fix"));
  }

  @Test
  void previewsNeedNoDatabaseAndOneThatCannotBeReadIsKeptWithItsReason() {
    tracker.preview(writer.write(FakeTracker.fix(start), false));
    awaitShown(FakeTracker.fix(start));
    tracker.preview(new byte[] {1, 2, 3});
    Await.until(
        "it is kept",
        SOON,
        () -> collecting.count("dead_letter WHERE reason = 'preview of 3 bytes'") == 1);
    assertEquals(0, collecting.count("fix"));
    assertEquals(0, collecting.count("latest_position"));
  }

  @Test
  void aPositionOfTomorrowOrOfAPrivateDriveIsNotShown() {
    tracker.preview(writer.write(FakeTracker.fix(start.plus(Duration.ofDays(1))), false));
    tracker.preview(
        writer.write(FakeTracker.fix(start.plusSeconds(5)).withFlag(Fix.FLAG_PRIVATE), false));
    Fix open = FakeTracker.fix(start);
    tracker.preview(writer.write(open, false));
    awaitShown(open);
    assertEquals(0, collecting.count("dead_letter"));
  }

  @Test
  void whatMayWaitIsStoredAndIsNamedWithWhatMayNot() {
    tracker.send(later(1, 5));
    tracker.send(Topics.Up.EVENT, EventCodec.encode(event(6, true)));
    Await.until("all are stored", SOON, () -> stored() == 6);
    assertEquals(0, tracker.acks(), "it allowed to wait");
    tracker.send(FakeTracker.batch(start, 7, 3));
    tracker.awaitTold(1, 9);
    assertEquals(1, tracker.acks(), "one for all");
    assertEquals(Ack.SPARING_DIALECT, tracker.dialect());
    assertEquals(9, stored());
  }

  /** Another journal of the same tracker, as after a new card, is another matter. */
  @Test
  void whatWaitsOfOneTrackerIsNotNamedToAnother() {
    try (var other = new FakeTracker("other-" + trackers, broker, authority)) {
      tracker.send(later(1, 5));
      Await.until("they are stored", SOON, () -> stored() == 5);
      other.send(FakeTracker.batch(start, 11, 1));
      other.awaitTold(11, 11);
      assertFalse(other.wasTold(1, 1));
      assertEquals(0, tracker.acks());
    }
  }

  @Test
  void nothingIsLostWhenTheCollectorEndsBeforeItHasAnswered() {
    tracker.send(later(1, 5));
    Await.until("they are stored", SOON, () -> stored() == 5);
    collecting.close();
    assertFalse(tracker.wasTold(1, 1));
    collecting = new Collecting(settings, broker, authority);
    tracker.send(FakeTracker.batch(past(), 6, 5));
    tracker.awaitTold(6, 10);
    assertFalse(tracker.wasTold(1, 1), "this collector has not seen them, so it cannot say so");
    tracker.send(FakeTracker.batch(past(), 1, 5)); // as a tracker does that was not answered
    tracker.awaitTold(1, 5);
    assertEquals(10, stored());
  }

  @Test
  void whoAlwaysAllowsToWaitIsToldAllTheSame() {
    int each = 200;
    int first = 1;
    for (; first <= Answers.MAX_RECORDS; first += each) {
      tracker.send(later(first, each));
    }
    tracker.send(later(first, each));
    tracker.awaitTold(1, Answers.MAX_RECORDS);
  }

  @Test
  void aBeatKeepsAParkedVehicleFromFallingSilentAlsoAfterARestart() {
    tracker.send(
        Topics.Up.HEALTH,
        HealthCodec.encode(
            new Health(start, "1.2.3", 0, 5, 50, 9, "fix-3d", true, Map.of("java", "25"))));
    Await.until("it is stored", SOON, () -> collecting.count("device_health") == 1);
    tracker.send(Topics.Up.BEAT, BeatCodec.encode(new Beat(4, 61.5, 11)));
    Await.until(
        "it is noted", SOON, () -> collecting.count("device_health WHERE satellites = 11") == 1);
    Row row = collecting.db.asService(s -> s.get(Sql.of("SELECT * FROM device_health"), Map.of()));
    assertEquals(61.5, row.getDouble("cpu_temperature_c"));
    assertEquals(4, row.getLong("journal_depth"));
    assertEquals("1.2.3", row.getText("agent_version"), "what a beat does not say stays");

    tracker.send(FakeTracker.batch(start.minus(Duration.ofHours(9)), 1, 1)); // and it stands since
    tracker.awaitTold(1, 1);
    makeItStand();
    collecting.close();
    collecting = new Collecting(settings, broker, authority);
    assertTrue(shown().isPresent());
    assertEquals("parked", shown().orElseThrow().state().word());
  }

  private void makeItStand() {
    collecting.db.asService(
        s ->
            s.change(
                Sql.of(
                    "UPDATE latest_position SET standing = true, received_at = received_at"
                        + " - interval '9 hours'"),
                Map.of()));
  }

  private long stored() {
    return collecting.count("fix") + collecting.count("device_event");
  }

  private Instant past() {
    return start.minusSeconds(2_000);
  }

  private TrackBatch later(long first, int count) {
    TrackBatch batch = FakeTracker.batch(past(), first, count);
    return new TrackBatch(batch.epoch(), batch.records(), true);
  }

  private NumberedEvent event(long seq, boolean answerLater) {
    return new NumberedEvent(
        FakeTracker.EPOCH,
        seq,
        new DeviceEvent(EventKind.IGNITION_ON, start, null, Map.of()),
        answerLater);
  }
}
