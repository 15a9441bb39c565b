package id.pantau.collector.web;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long answers take and how many were refused why, for Prometheus. Safe for all threads. */
final class RequestCounts {
  /**
   * Between what is felt as at once, as quick, as slow and as broken. Not Helidon's percentiles:
   * they take 60 kB a route, and those of two collectors cannot be added up.
   */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2)
  };

  /** Made when first needed: most of what can be asked is not asked for days. */
  private final Map<Route, Timer> timerByRoute = new ConcurrentHashMap<>();

  void answered(Route route, Duration took) {
    timerByRoute.computeIfAbsent(route, RequestCounts::timer).record(took);
  }

  private static Timer timer(Route route) {
    return registry()
        .getOrCreate(
            Timer.builder("pantau_http_answer")
                .description("From the request to the answer; streams do not count")
                .percentiles(new double[0])
                .buckets(BUCKETS)
                .tags(
                    List.of(
                        Tag.create("method", route.method()), Tag.create("path", route.path()))));
  }

  /**
   * @param code of the problem, one of those in the message files
   */
  void refused(String code) {
    registry()
        .getOrCreate(
            Counter.builder("pantau_http_refusals")
                .description("Requests that got a problem instead of an answer")
                .tags(List.of(Tag.create("code", code))))
        .increment();
  }

  private static MeterRegistry registry() {
    return Metrics.globalRegistry();
  }
}
