package id.pantau.collector.ingest;

import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.track.Tracks;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The way in of everything that trackers say. Safe for all threads. */
public final class Ingest implements AutoCloseable {
  /**
   * Two writers keep PostgreSQL busy while one of them decodes; more than two gain nothing
   * (measured on two and on sixteen cores).
   */
  private static final int LANES = 2;

  private static final Duration SEND_LIMIT = Duration.ofSeconds(2);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  /** A restart of PostgreSQL is no reason to call for help. */
  private static final Duration STALL_TOLERATED = Duration.ofSeconds(60);

  private final MqttInbox inbox;
  private final List<FixPipeline> pipelines = new ArrayList<>();
  private final List<Thread> writers = new ArrayList<>();
  private final InstantSource clock;

  /** What ingest hands on to. */
  public record Targets(
      Db db, Fleet fleet, Tracks tracks, LiveFeed live, CertificateRequests renewals) {
    /** Where certificates are made elsewhere. */
    public Targets(Db db, Fleet fleet, Tracks tracks, LiveFeed live) {
      this(db, fleet, tracks, live, (device, request) -> {});
    }
  }

  public Ingest(BrokerAccess broker, Targets targets, InstantSource clock) {
    this.clock = clock;
    var lanes = new Lanes(LANES);
    var counts = new IngestCounts(lanes::depth);
    this.inbox = new MqttInbox(broker, lanes, counts, clock);
    for (InboxQueue queue : lanes.queues()) {
      var pipeline = new FixPipeline(targets, queue, inbox, counts, clock);
      pipelines.add(pipeline);
      writers.add(
          Thread.ofPlatform().name("ingest-" + pipelines.size()).daemon().unstarted(pipeline::run));
    }
  }

  /** Connects now or, when the broker is away, as soon as it is there. */
  public void start() {
    writers.forEach(Thread::start);
    inbox.start();
  }

  /**
   * Says something to a tracker, over the connection that hears them.
   *
   * @param kept whether the broker keeps it for a tracker that is away
   * @return whether the broker was there to take it
   */
  public boolean send(DeviceId device, Topics.Down lane, byte[] payload, boolean kept) {
    try {
      return inbox.tell(Topics.down(device, lane), payload, kept, SEND_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public boolean isConnected() {
    return inbox.isConnected();
  }

  /** False when for a minute nothing that came could be stored. */
  public boolean isStoring() {
    Instant tolerated = clock.instant().minus(STALL_TOLERATED);
    return pipelines.stream()
        .noneMatch(p -> p.stalledSince().filter(since -> since.isBefore(tolerated)).isPresent());
  }

  /** Whether the last attempt to store something succeeded. */
  boolean isStoringNow() {
    return pipelines.stream().noneMatch(pipeline -> pipeline.stalledSince().isPresent());
  }

  /** Stores what it has begun, and leaves the rest with the broker. */
  @Override
  public void close() {
    pipelines.forEach(FixPipeline::end);
    try {
      for (Thread writer : writers) {
        writer.join(END_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writers.forEach(Thread::interrupt);
    inbox.close();
  }
}
