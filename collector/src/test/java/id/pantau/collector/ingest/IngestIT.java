package id.pantau.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.collector.mqtt.MqttConnection;
import id.pantau.collector.mqtt.PacketCodec;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventCodec;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.Health;
import id.pantau.wire.HealthCodec;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.PrivatePostgres;
import id.pantau.workbench.TestFolder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trackers over a real broker into a real database, with each of them failing. */
class IngestIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Path FOLDER = TestFolder.create("ingest");

  /** Copied for every test: in a tenth of the time of the migrations. */
  private static final String MIGRATED = "ingest_migrated";

  private static PrivatePostgres postgres;
  private static CertificateAuthority authority;
  private static int databases;

  private final Instant start =
      Instant.ofEpochSecond(Instant.now().minus(Duration.ofHours(1)).getEpochSecond());
  private PrivateBroker broker;
  private DbSettings settings;
  private Collecting collecting;
  private FakeTracker tracker;

  @BeforeAll
  static void startServices() {
    postgres = PrivatePostgres.start(PrivatePostgres.Settings.durable(FOLDER.resolve("pg")));
    postgres.createDatabase(MIGRATED);
    Db.open(settings(MIGRATED)).close();
    authority = CertificateAuthority.create(FOLDER.resolve("ca"), InstantSource.system());
  }

  private static DbSettings settings(String database) {
    return new DbSettings(
        postgres.address(database),
        new DbSettings.Login(PrivatePostgres.USER, postgres.password()),
        new DbSettings.Login("pantau_app", "app-of-tests"),
        new DbSettings.Login("pantau_service", "service-of-tests"));
  }

  @AfterAll
  static void stopServices() {
    postgres.close();
  }

  @BeforeEach
  void open() {
    String name = "ingest_" + ++databases;
    postgres.copyDatabase(MIGRATED, name);
    // A new one for every test: it would hand out what an earlier test left unacknowledged.
    broker = PrivateBroker.start(FOLDER.resolve("broker-" + databases), authority);
    settings = settings(name);
    collecting = new Collecting(settings, broker, authority);
    tracker = new FakeTracker("trk-" + databases, broker, authority);
  }

  @AfterEach
  void close() {
    tracker.close();
    collecting.close();
    broker.close();
  }

  private void asOwner(String sql) throws java.sql.SQLException {
    try (var owner =
            java.sql.DriverManager.getConnection(
                settings.url(), settings.owner().user(), settings.owner().password());
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private Fix storedFix(long seq) {
    Row row =
        collecting.db.asService(
            s ->
                s.get(
                    Sql.of(
                        "SELECT fix_time, ST_Y(geom) AS lat, ST_X(geom) AS lon, speed_dms,"
                            + " course_deg, altitude_m, hdop_tenths, satellites, mode, flags FROM fix"
                            + " WHERE seq = :seq"),
                    Map.of("seq", seq)));
    return new Fix(
        row.getInstant("fix_time"),
        new id.pantau.wire.LatLon(row.getDouble("lat"), row.getDouble("lon")),
        row.getInt("mode") == 2 ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D,
        row.getInt("speed_dms") / 10.0,
        row.getInt("course_deg"),
        row.getInt("altitude_m"),
        row.getInt("hdop_tenths") / 10.0,
        row.getInt("satellites"),
        row.getInt("flags"));
  }

  @Test
  void aRecordIsStoredAsItWasSentAndThenNamed() {
    tracker.send(FakeTracker.batch(start, 1, 10));
    tracker.awaitTold(1, 10);
    assertEquals(10, collecting.count("fix"));
    assertEquals(TrackCodec.rounded(FakeTracker.fix(start.plusSeconds(4))), storedFix(4));
  }

  @Test
  void aRecordThatComesThreeTimesAndOutOfOrderIsStoredOnceAndNamedEachTime() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    List<TrackBatch> batches = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      batches.add(FakeTracker.batch(start, 1 + 10L * (i % 10), 10));
    }
    Collections.shuffle(batches, new Random(seed));
    batches.forEach(tracker::send);
    tracker.awaitTold(1, 100);
    Await.until("all have been through", SOON, () -> collecting.count("fix") == 100);
    Row latest =
        collecting.db.asService(s -> s.get(Sql.of("SELECT seq FROM latest_position"), Map.of()));
    assertEquals(100, latest.getLong("seq"), "late data turned the newest position back");
  }

  @Test
  void whatCannotBeReadIsKeptWithItsReasonAndItsNeighboursAreStored() {
    tracker.send(FakeTracker.batch(start, 1, 5));
    tracker.send(
        Topics.Up.TRACK, "not a batch at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    tracker.send(Topics.Up.TRACK, new byte[0]);
    tracker.publish("pantau/v1/up/" + tracker.device() + "/nonsense", new byte[] {1});
    tracker.publish("pantau/v1/up/" + tracker.device() + "/track/deeper", new byte[] {1});
    tracker.send(FakeTracker.batch(start, 6, 5));
    tracker.awaitTold(1, 10);
    assertEquals(10, collecting.count("fix"));
    Await.until("the letters are kept", SOON, () -> collecting.count("dead_letter") >= 3);
    assertEquals(0, collecting.count("dead_letter WHERE reason = ''"));
  }

  @Test
  void impossibleTimesAreKeptAsideAndNamedSoThatTheyBlockNobody() {
    var ancient = new TrackRecord(1, FakeTracker.fix(Instant.parse("2006-08-22T00:00:00Z")));
    var future = new TrackRecord(2, FakeTracker.fix(start.plus(Duration.ofDays(400))));
    var good = new TrackRecord(3, FakeTracker.fix(start));
    tracker.send(new TrackBatch(FakeTracker.EPOCH, List.of(ancient, future, good)));
    tracker.awaitTold(1, 3);
    assertEquals(1, collecting.count("fix"));
    assertEquals(2, collecting.count("dead_letter WHERE reason LIKE 'fix time%'"));
  }

  @Test
  void aMessageThatTheDatabaseRefusesIsBuriedAndItsNeighboursAreStored() {
    // Readable, but later than PostgreSQL's calendar ends.
    var endOfTime =
        new NumberedEvent(
            FakeTracker.EPOCH,
            50,
            new DeviceEvent(
                EventKind.PANIC, Instant.ofEpochMilli(Long.MAX_VALUE / 4), null, Map.of()));
    tracker.send(FakeTracker.batch(start, 1, 5));
    tracker.send(Topics.Up.EVENT, EventCodec.encode(endOfTime));
    tracker.send(FakeTracker.batch(start, 6, 5));
    tracker.awaitTold(1, 10);
    Await.until(
        "the event is buried",
        SOON,
        () -> collecting.count("dead_letter WHERE reason LIKE 'cannot be stored%'") == 1);
    tracker.awaitTold(50, 50);
    assertEquals(10, collecting.count("fix"));
  }

  /** The database answers, but takes nothing: a full disk, a lost right, a table being mended. */
  @Test
  void aDatabaseThatAnswersButDoesNotWriteIsWaitedForAndNothingIsBuried() throws Exception {
    asOwner("REVOKE INSERT ON fix_block FROM pantau_service");
    for (int i = 0; i < 5; i++) {
      tracker.send(FakeTracker.batch(start, 1 + 10L * i, 10));
    }
    Await.until("it was tried", SOON, () -> !collecting.ingest.isStoringNow());
    assertFalse(tracker.wasTold(1, 1));
    assertEquals(0, collecting.count("dead_letter"));
    asOwner("GRANT INSERT ON fix_block TO pantau_service");
    tracker.awaitTold(1, 50);
    assertEquals(50, collecting.count("fix"));
    assertEquals(0, collecting.count("dead_letter"));
  }

  @Test
  void aDatabaseThatComesAndGoesBuriesNothing() {
    for (int i = 0; i < 40; i++) {
      tracker.send(FakeTracker.batch(start, 1 + 10L * i, 10));
      if (i % 10 == 5) {
        postgres.stopImmediate();
        postgres.restart();
      }
    }
    tracker.awaitTold(1, 400);
    assertEquals(400, collecting.count("fix"));
    assertEquals(0, collecting.count("dead_letter"));
  }

  @Test
  void poisonAmongManyGoodMessagesIsFoundAndNothingElseSuffers() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    List<Runnable> sends = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long first = 1 + 10L * i;
      sends.add(() -> tracker.send(FakeTracker.batch(start, first, 10)));
    }
    for (int i = 0; i < 6; i++) {
      var endOfTime =
          new DeviceEvent(
              EventKind.PANIC, Instant.ofEpochMilli(Long.MAX_VALUE / 4), null, Map.of("n", "" + i));
      var poison = new NumberedEvent(FakeTracker.EPOCH, 10_000 + i, endOfTime);
      byte[] noise = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(noise);
      sends.add(() -> tracker.send(Topics.Up.EVENT, EventCodec.encode(poison)));
      sends.add(() -> tracker.send(Topics.Up.LIVE, noise));
      sends.add(() -> tracker.send(Topics.Up.HEALTH, noise));
    }
    Collections.shuffle(sends, random);
    sends.forEach(Runnable::run);
    tracker.awaitTold(1, 600);
    tracker.awaitTold(10_000, 10_005);
    assertEquals(600, collecting.count("fix"));
    assertEquals(6, collecting.count("dead_letter WHERE reason LIKE 'cannot be stored%'"));
    Await.until(
        "the noise is kept",
        SOON,
        () -> collecting.count("dead_letter WHERE topic LIKE '%/live'") == 6);
  }

  @Test
  void theSamePoisonAgainAndAgainFillsNothing() {
    byte[] poison = {1, 2, 3};
    for (int i = 0; i < 50; i++) {
      tracker.send(Topics.Up.TRACK, poison);
    }
    tracker.send(FakeTracker.batch(start, 1, 1));
    tracker.awaitTold(1, 1);
    Row letter =
        collecting.db.asService(s -> s.get(Sql.of("SELECT times FROM dead_letter"), Map.of()));
    assertEquals(50, letter.getLong("times"));
  }

  @Test
  void whatIsTooLargeIsCutOffByTheBrokerAndTheOthersAreNot() {
    try (var other = new FakeTracker("other-" + databases, broker, authority)) {
      tracker.publish(Topics.up(tracker.device(), Topics.Up.TRACK), new byte[300_000]);
      other.send(FakeTracker.batch(start, 1, 5));
      other.awaitTold(1, 5);
    }
    tracker.connect();
    tracker.send(Topics.Up.TRACK, new byte[200_000]);
    tracker.send(FakeTracker.batch(start, 1, 5));
    tracker.awaitTold(1, 5);
    assertEquals(10, collecting.count("fix"));
    Await.until(
        "the large one is kept",
        SOON,
        () -> collecting.count("dead_letter WHERE bytes = 200000") == 1);
  }

  @Test
  void anEventIsStoredOnceAndNamed() {
    var panic =
        new NumberedEvent(
            FakeTracker.EPOCH,
            7,
            new DeviceEvent(
                EventKind.PANIC,
                start,
                new id.pantau.wire.LatLon(-8.65, 116.53),
                Map.of("button", "1")));
    tracker.send(Topics.Up.EVENT, EventCodec.encode(panic));
    tracker.send(Topics.Up.EVENT, EventCodec.encode(panic));
    tracker.awaitTold(7, 7);
    Await.until("it is stored", SOON, () -> collecting.count("device_event") == 1);
  }

  @Test
  void aShortHealthReportLeavesTheReadingsOfTheLastFullOne() {
    raise(Map.of("java", "25", "uptime-s", "60", "sentences", "5", "refused-checksum", "2"));
    assertEquals("5", storedDetail("sentences"));
    raise(Map.of("sentences", "9", "refused-checksum", "3"));
    assertEquals("9", storedDetail("sentences"));
    assertEquals("60", storedDetail("uptime-s"));
    raise(Map.of("java", "25", "uptime-s", "360", "sentences", "12"));
    assertEquals("360", storedDetail("uptime-s"));
    assertEquals("", storedDetail("refused-checksum"), "a full one says all there is");
  }

  private void raise(Map<String, String> details) {
    var health = new Health(start, "1", 0, 0, 50, 9, "fix-3d", true, details);
    tracker.send(Topics.Up.HEALTH, HealthCodec.encode(health));
    Await.until(
        "it is stored", SOON, () -> storedDetail("sentences").equals(details.get("sentences")));
  }

  private String storedDetail(String key) {
    return collecting
        .db
        .asService(
            s ->
                s.find(
                    Sql.of(
                        "SELECT coalesce(details ->> CAST(:key AS text), '') AS value"
                            + " FROM device_health LIMIT 1"),
                    Map.of("key", key)))
        .map(row -> row.getText("value"))
        .orElse("");
  }

  @Test
  void aTrackerCannotSpeakAsAnother() {
    var victim = new DeviceId("victim-" + databases);
    tracker.publish(
        Topics.up(victim, Topics.Up.TRACK), TrackCodec.encode(FakeTracker.batch(start, 1, 5)));
    tracker.send(FakeTracker.batch(start, 11, 5)); // what comes after it on the same connection
    tracker.awaitTold(11, 15);
    assertEquals(5, collecting.count("fix"));
    assertEquals(0, collecting.count("device WHERE id LIKE 'victim%'"));
    assertFalse(tracker.wasTold(1, 5));
  }

  @Test
  void whileTheDatabaseIsAwayNothingIsNamedAndNothingIsLost() {
    tracker.send(FakeTracker.batch(start, 1, 10));
    tracker.awaitTold(1, 10);
    postgres.stopImmediate();
    for (int i = 0; i < 20; i++) {
      tracker.send(FakeTracker.batch(start, 11 + 10L * i, 10));
    }
    assertFalse(tracker.wasTold(11, 20), "named without a database");
    postgres.restart();
    tracker.awaitTold(11, 210);
    assertEquals(210, collecting.count("fix"));
  }

  @Test
  void aKilledBrokerIsFoundAgainAndHeardAgain() {
    tracker.send(FakeTracker.batch(start, 1, 10));
    tracker.awaitTold(1, 10);
    broker.kill9();
    broker.restart();
    Await.until("ingest is back", SOON, () -> collecting.ingest.isConnected());
    tracker.connect();
    Await.until(
        "heard again",
        SOON,
        () -> {
          tracker.send(FakeTracker.batch(start, 11, 10)); // as a tracker does that was not answered
          return tracker.wasTold(11, 20);
        });
    assertEquals(20, collecting.count("fix"));
  }

  @Test
  void whatCameWhileTheCollectorWasGoneIsStoredWhenItIsBack() {
    tracker.send(FakeTracker.batch(start, 1, 10));
    tracker.awaitTold(1, 10);
    collecting.close();
    for (int i = 0; i < 10; i++) {
      tracker.send(FakeTracker.batch(start, 11 + 10L * i, 10));
    }
    assertFalse(tracker.wasTold(11, 12));
    collecting = new Collecting(settings, broker, authority);
    tracker.awaitTold(11, 110);
    assertEquals(110, collecting.count("fix"));
  }

  @Test
  void aSessionWithoutASubscriptionIsOneOfALifeThatWasCutOff() throws Exception {
    collecting.close();
    broker.kill9();
    broker.close();
    broker = PrivateBroker.start(FOLDER.resolve("broker-cut-" + databases), authority);
    var address = new InetSocketAddress("127.0.0.1", broker.port());
    var greeting = new PacketCodec.Greeting("any", false, 60, 3_600, 100);
    try (var life = new MqttConnection(address, greeting, message -> {})) {
      assertFalse(
          life.connect(authority.sslContext(authority.client("collector")), SOON),
          "it is the first one");
    }
    tracker.close();
    tracker = new FakeTracker("trk-cut", broker, authority);
    collecting = new Collecting(settings, broker, authority);
    tracker.send(FakeTracker.batch(start, 1, 10));
    tracker.awaitTold(1, 10);
  }

  @Test
  void aTrackerThatNobodyRegisteredIsKeptAndRidesNowhere() {
    tracker.send(FakeTracker.batch(start, 1, 1));
    tracker.awaitTold(1, 1);
    assertEquals(1, collecting.count("device WHERE by_itself"));
    assertTrue(collecting.tracks.listPositions().isEmpty());
  }
}
