package id.pantau.collector.web;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long answers take and how many were refused why, for Prometheus. Safe for all threads. */
final class RequestCounts {
  private final Map<Route, Timer> timerByRoute = new HashMap<>();

  RequestCounts(List<Route> routes) {
    for (Route route : routes) {
      timerByRoute.put(
          route,
          registry()
              .getOrCreate(
                  Timer.builder("pantau_http_answer")
                      .description("From the request to the answer; streams do not count")
                      .tags(
                          List.of(
                              Tag.create("method", route.method()),
                              Tag.create("path", route.path())))));
    }
  }

  void answered(Route route, Duration took) {
    timerByRoute.get(route).record(took);
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
