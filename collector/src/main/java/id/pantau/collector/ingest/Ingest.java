package id.pantau.collector.ingest;

import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.track.Tracks;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;

/** The way in of everything that trackers say. Safe for all threads. */
public final class Ingest implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final MqttInbox inbox;
  private final FixPipeline pipeline;
  private final Thread worker;

  /** What ingest hands on to. */
  public record Targets(Db db, Fleet fleet, Tracks tracks, LiveFeed live) {}

  /**
   * @param brokerUri {@code ssl://host:port}
   * @param tls our certificate and the authority we trust
   */
  public Ingest(String brokerUri, SSLContext tls, Targets targets, InstantSource clock) {
    var queue = new InboxQueue();
    this.inbox = new MqttInbox(brokerUri, tls, queue, clock);
    this.pipeline =
        new FixPipeline(
            targets.db,
            targets.fleet,
            targets.tracks,
            targets.live,
            inbox,
            new IngestCounts(queue::depth));
    this.worker = Thread.ofPlatform().name("ingest").daemon().unstarted(pipeline::run);
  }

  /** Connects now or, when the broker is away, as soon as it is there. */
  public void start() {
    worker.start();
    inbox.start();
  }

  public boolean isConnected() {
    return inbox.isConnected();
  }

  /** Stores what it has begun, and leaves the rest with the broker. */
  @Override
  public void close() {
    pipeline.end();
    try {
      worker.join(END_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worker.interrupt();
    inbox.close();
  }
}
