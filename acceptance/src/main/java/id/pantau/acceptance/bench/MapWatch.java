package id.pantau.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.LiveViewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one viewer has seen of what trackers were given. Safe for all threads. */
final class MapWatch {
  private record Handed(Instant fixTime, boolean counts, long nanos) {}

  private final Map<Integer, List<Handed>> waiting = new HashMap<>();
  private final Map<Integer, List<String>> places = new HashMap<>();
  private final List<Duration> latencies = new ArrayList<>();
  private int shownThemselves;

  /** A tracker is given a fix now. */
  synchronized void handed(int vehicle, Instant fixTime, boolean counts) {
    waiting
        .computeIfAbsent(vehicle, id -> new ArrayList<>())
        .add(new Handed(fixTime, counts, System.nanoTime()));
  }

  void see(LiveViewer.Event event) {
    long now = System.nanoTime();
    switch (event.name()) {
      case "pos" -> event.data().forEach(row -> see(row, now));
      case "snapshot" -> event.data().get("positions").forEach(row -> see(row, now));
      default -> {} // heartbeats
    }
  }

  /** The rows are [vehicle, lat, lon, km/h, degrees, state, fix time, since]. */
  private synchronized void see(JsonNode row, long now) {
    int vehicle = row.get(0).asInt();
    Instant shown = Instant.ofEpochMilli(row.get(6).asLong());
    places
        .computeIfAbsent(vehicle, id -> new ArrayList<>())
        .add(row.get(1).asText() + " " + row.get(2).asText());
    List<Handed> handed = waiting.getOrDefault(vehicle, new ArrayList<>());
    while (!handed.isEmpty() && !handed.getFirst().fixTime().isAfter(shown)) {
      Handed done = handed.removeFirst();
      if (done.counts()) {
        // An older fix that was never shown was overtaken by this one: it is as late as it is.
        latencies.add(Duration.ofNanos(now - done.nanos()));
        shownThemselves += done.fixTime().equals(shown) ? 1 : 0;
      }
    }
  }

  synchronized boolean isUpToDate() {
    return waiting.values().stream().allMatch(List::isEmpty);
  }

  /** Of the fixes that count, in the order in which they were shown. */
  synchronized List<Duration> latencies() {
    return List.copyOf(latencies);
  }

  /** How many were shown before the next one came. */
  synchronized int shownThemselves() {
    return shownThemselves;
  }

  synchronized long vehiclesThatMoved() {
    return places.values().stream().filter(p -> p.stream().distinct().count() > 1).count();
  }
}
