package id.pantau.collector.ingest;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.util.List;

/** What came of the messages of foreign trackers, for Prometheus. Safe for all threads. */
final class ForeignCounts {
  private final Counter stored = counter("stored");
  private final Counter repeated = counter("repeated");
  private final Counter refused = counter("dead-letter");
  private final Counter ignored = counter("ignored");
  private final Counter unknown = counter("no-key");

  void stored() {
    stored.increment();
  }

  void repeated() {
    repeated.increment();
  }

  void refused() {
    refused.increment();
  }

  /** Nothing in it was to be stored. */
  void ignored() {
    ignored.increment();
  }

  /** Somebody came without a key that holds. */
  void unknown() {
    unknown.increment();
  }

  private static Counter counter(String result) {
    return Metrics.globalRegistry()
        .getOrCreate(
            Counter.builder("pantau_foreign_messages")
                .description("Messages of trackers of other makers since the start")
                .tags(List.of(Tag.create("result", result))));
  }
}
