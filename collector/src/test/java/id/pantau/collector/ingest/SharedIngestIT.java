package id.pantau.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.track.VehiclePosition;
import id.pantau.wire.PreviewCodec;
import id.pantau.wire.Topics;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two collectors on one database that share what a real broker has for them. */
class SharedIngestIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MESSAGES = 40;
  private static final int RECORDS = 5;

  private final Path folder = TestFolder.create("shared-ingest");
  private final Instant start =
      Instant.ofEpochSecond(Instant.now().minus(Duration.ofHours(1)).getEpochSecond());
  private final DbSettings database = TestDb.freshSettings();
  private final List<AutoCloseable> parts = new ArrayList<>();
  private PrivateBroker broker;
  private Collecting one;
  private Collecting other;
  private FakeTracker tracker;

  @BeforeEach
  void open() {
    var authority = CertificateAuthority.create(folder.resolve("ca"), InstantSource.system());
    broker = add(PrivateBroker.start(folder.resolve("broker"), authority));
    one = add(Collecting.ofGroup("collector-1", database, broker, authority));
    other = add(Collecting.ofGroup("collector-2", database, broker, authority));
    tracker = add(new FakeTracker("trk-shared", broker, authority));
  }

  private <T extends AutoCloseable> T add(T part) {
    parts.addFirst(part);
    return part;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : parts) {
      part.close();
    }
  }

  /** Its tracker's number. */
  private int addVehicle() {
    int id =
        one.fleet.addVehicle(
            new NewVehicle(
                "DR 1001 L",
                "Ambulans 01",
                "ambulance",
                "service",
                one.region.findOpd("dikes").orElseThrow().id(),
                Optional.empty(),
                Optional.empty()));
    one.fleet.startRide(tracker.device(), id, start.minus(Duration.ofDays(1)));
    other.fleet.changed();
    return one.fleet.deviceNo(tracker.device());
  }

  private void send(int from, int until) {
    for (int i = from; i < until; i++) {
      tracker.send(FakeTracker.batch(start, 1 + (long) RECORDS * i, RECORDS));
    }
  }

  @Test
  void theyStoreEachRecordOnceBetweenThem() {
    send(0, MESSAGES);
    send(0, MESSAGES); // as after an outage: the same records may come to both of them
    tracker.awaitTold(1, (long) RECORDS * MESSAGES);
    assertEquals((long) RECORDS * MESSAGES, one.count("fix"));
  }

  @Test
  void eachMessageGoesToOneOfThem() {
    for (int i = 0; i < MESSAGES; i++) {
      tracker.send(Topics.Up.CSR, new byte[] {1});
    }
    Await.until(
        "all are asked for", SOON, () -> one.requests.get() + other.requests.get() >= MESSAGES);
    assertEquals(MESSAGES, one.requests.get() + other.requests.get());
    assertTrue(one.requests.get() > 0 && other.requests.get() > 0, "each has done some");
  }

  @Test
  void whatOneHasStoredTheOtherShowsToo() {
    int device = addVehicle();
    send(0, MESSAGES);
    Instant last = start.plusSeconds((long) RECORDS * MESSAGES);
    for (Collecting each : List.of(one, other)) {
      Await.until(
          "the last position is shown",
          SOON,
          () -> each.tracks.findPosition(device).filter(at -> isOf(at, last)).isPresent());
    }
  }

  private static boolean isOf(VehiclePosition position, Instant time) {
    return position.fixTime().equals(time);
  }

  /** It is no record, so nobody would find it in the database. */
  @Test
  void aPreviewIsShownByBoth() {
    int device = addVehicle();
    Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    tracker.preview(new PreviewCodec.Writer().write(FakeTracker.fix(now), true));
    for (Collecting each : List.of(one, other)) {
      Await.until(
          "the preview is shown",
          SOON,
          () -> each.tracks.findPosition(device).filter(at -> isOf(at, now)).isPresent());
    }
  }

  @Test
  void oneThatEndsLeavesItsShareToTheOther() {
    send(0, MESSAGES / 2);
    tracker.awaitTold(1, (long) RECORDS * MESSAGES / 2);
    one.ingest.close();
    send(MESSAGES / 2, MESSAGES);
    tracker.awaitTold(1, (long) RECORDS * MESSAGES);
    assertEquals((long) RECORDS * MESSAGES, other.count("fix"));
  }
}
