package id.pantau.collector.alert;

import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule found: one vehicle in one incident.
 *
 * @param end the last moment known while it goes on
 * @param times how many events or trips it was made of
 * @param at where it began; empty where the place is nobody's business
 * @param details figures by their names in the API
 */
record Incident(
    Rule rule,
    Instant start,
    Instant end,
    boolean goesOn,
    int times,
    Optional<LatLon> at,
    Map<String, Object> details) {
  Incident {
    if (end.isBefore(start) || times < 1) {
      throw new IllegalArgumentException("incident " + start + " " + end + " " + times);
    }
    details = Map.copyOf(details);
  }
}
