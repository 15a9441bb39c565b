package id.pantau.collector.track;

import id.pantau.collector.region.Place;
import id.pantau.collector.region.Region;
import id.pantau.wire.LatLon;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the names of places, exact to 100 m, which spares a search through every desa for each
 * of the vehicles on a map. When it is full it begins anew. Safe for all threads.
 */
final class PlaceNames {
  /** All of Lombok Timur in cells of 100 m is about 160 000; its roads are a tenth. */
  private static final int MAX_PLACES = 50_000;

  private final Region region;
  private final Map<Long, Optional<String>> names = new ConcurrentHashMap<>();

  PlaceNames(Region region) {
    this.region = region;
  }

  Optional<String> find(LatLon at) {
    long cell = Math.round(at.lat() * 1e3) * 1_000_000L + Math.round(at.lon() * 1e3);
    if (names.size() > MAX_PLACES) {
      names.clear();
    }
    return names.computeIfAbsent(cell, unknown -> region.placeOf(at).map(Place::name));
  }
}
