package id.pantau.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.Tracks;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.workbench.Await;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** A writer of ingest alone, before a real database and without a broker. */
class FixPipelineIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** In the past: nothing here depends on the day, and the future is refused. */
  private static final Instant START = Instant.parse("2025-11-25T01:00:00Z");

  @Test
  void aConnectionThatFailsWhileItIsAnsweredCostsTheAnswerAndNotTheWriter()
      throws InterruptedException, NoSuchAlgorithmException {
    var answered = new CountDownLatch(1);
    run(
        (queue, db) -> {
          queue.offer(
              message(
                  FakeTracker.batch(START, 1, 10),
                  () -> {
                    throw new NullPointerException("as Paho does while it is being closed");
                  }),
              SOON);
          Await.until("the first is stored", SOON, () -> count(db, "fix") == 10);
          queue.offer(message(FakeTracker.batch(START, 11, 10), answered::countDown), SOON);
          Await.until("the second is answered", SOON, () -> answered.getCount() == 0);
          assertEquals(20, count(db, "fix"));
        });
  }

  /** A telephone with OwnTracks in MQTT mode, below its own name; the shape is the booklet's. */
  @Test
  void ownTracksIsStoredOnceAndWhatElseItSaysIsNot()
      throws InterruptedException, NoSuchAlgorithmException {
    String location =
        "{\"_type\":\"location\",\"acc\":12,\"batt\":61,\"bs\":1,\"lat\":-8.65,\"lon\":116.53,\"t\":\"u\","
            + "\"tid\":\"a1\",\"tst\":1764032400,\"vel\":36}";
    List<String> said =
        List.of(location, "{\"_type\":\"lwt\",\"tst\":1764032400}", "{\"_type\":", location);
    var answered = new CountDownLatch(said.size());
    run(
        (queue, db) -> {
          for (String each : said) {
            byte[] payload = each.getBytes(StandardCharsets.UTF_8);
            String topic = Topics.up(new DeviceId("hp-1"), Topics.Up.OWNTRACKS);
            queue.offer(new Message(topic, payload, START, answered::countDown), SOON);
          }
          Await.until("all are answered", SOON, () -> answered.getCount() == 0);
          assertEquals(1, count(db, "fix"));
          assertEquals(1, count(db, "latest_position"));
          assertEquals(1, count(db, "dead_letter"), "what is no JSON");
        });
  }

  /** The card has a new journal, which counts from 1: (device, epoch, seq) tells them apart. */
  @Test
  void aCardThatWasMadeAnewKeepsBothHistories()
      throws InterruptedException, NoSuchAlgorithmException {
    var answered = new CountDownLatch(3);
    TrackBatch former = FakeTracker.batch(START, 1, 10);
    TrackBatch anew =
        new TrackBatch(
            FakeTracker.EPOCH + 1, FakeTracker.batch(START.minusSeconds(600), 1, 10).records());
    run(
        (queue, db) -> {
          for (TrackBatch each : List.of(former, anew, former)) {
            queue.offer(message(each, answered::countDown), SOON);
          }
          Await.until("all are answered", SOON, () -> answered.getCount() == 0);
          assertEquals(20, count(db, "fix"));
        });
  }

  private interface Scene {
    void play(InboxQueue queue, Db db) throws InterruptedException;
  }

  private static void run(Scene scene) throws InterruptedException, NoSuchAlgorithmException {
    InstantSource clock = InstantSource.system();
    try (Db db = TestDb.open();
        var live = new LiveFeed(viewer -> List.of(), clock)) {
      Region region = Region.open(db, "lombok-timur", clock);
      var fleet = new Fleet(db, region, clock);
      var tracks = new Tracks(db, fleet, region, clock, Tracks.DERIVE_AFTER);
      var lanes = new Lanes(1);
      InboxQueue queue = lanes.queues().getFirst();
      var counts = new IngestCounts(lanes::depth);
      // Never started: there is nobody to tell.
      var broker = new BrokerAccess("ssl://127.0.0.1:1", SSLContext.getDefault());
      var inbox = new MqttInbox(broker, lanes, counts, clock);
      var pipeline =
          new FixPipeline(new Ingest.Targets(db, fleet, tracks, live), queue, inbox, counts, clock);
      Thread writer = Thread.ofPlatform().start(pipeline::run);
      try {
        scene.play(queue, db);
      } finally {
        pipeline.end();
        writer.join();
      }
    }
  }

  private static Message message(TrackBatch batch, Runnable acknowledgement) {
    return new Message(
        Topics.up(new DeviceId("trk-1"), Topics.Up.TRACK),
        TrackCodec.encode(batch),
        START,
        acknowledgement);
  }

  private static long count(Db db, String table) {
    return db.asService(s -> s.get(Sql.of("SELECT count(*) AS n FROM " + table), Map.of()))
        .getLong("n");
  }
}
