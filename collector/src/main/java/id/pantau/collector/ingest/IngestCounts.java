package id.pantau.collector.ingest;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What ingest has done since it started, for Prometheus. Safe for all threads. */
final class IngestCounts {
  private final Counter stored = counter("positions", "stored");
  private final Counter repeated = counter("positions", "repeated");
  private final Counter refused = counter("messages", "dead-letter");
  private final Counter messages = counter("messages", "committed");
  private final Counter batches = counter("batches", "committed");
  private final Counter previews = counter("previews", "shown");
  private final Counter acksNotSent = counter("acks", "not-sent");
  private final Counter connections = counter("connections", "made");
  private final Counter sessionsLost = counter("sessions", "lost");
  private final AtomicLong lagMs = new AtomicLong();

  /** Also shows how many messages wait now. */
  IngestCounts(Supplier<Integer> queueDepth) {
    registry()
        .getOrCreate(
            Gauge.builder("pantau_ingest_queue_messages", queueDepth)
                .description("Messages that wait to be stored"));
    registry()
        .getOrCreate(
            Gauge.builder("pantau_ingest_lag_ms", lagMs::get)
                .description("From arrival to commit, of the oldest message of the last batch"));
  }

  void committed(Batch batch, long storedPositions, Duration lag) {
    lagMs.set(lag.toMillis());
    stored.increment(storedPositions);
    repeated.increment(batch.fixes().size() - storedPositions);
    refused.increment(batch.deadLetters().size());
    messages.increment(batch.messages().size());
    batches.increment();
    previews.increment(batch.previews().size());
  }

  void connected() {
    connections.increment();
  }

  /** The broker had forgotten what it kept for us. */
  void sessionLost() {
    sessionsLost.increment();
  }

  void ackNotSent() {
    acksNotSent.increment();
  }

  private static Counter counter(String of, String result) {
    return registry()
        .getOrCreate(
            Counter.builder("pantau_ingest_" + of)
                .description("Counted by ingest since the start")
                .tags(List.of(Tag.create("result", result))));
  }

  private static MeterRegistry registry() {
    return Metrics.globalRegistry();
  }
}
