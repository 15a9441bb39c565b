package id.pantau.collector.track;

import id.pantau.collector.region.Area;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An area whose entering and leaving is told.
 *
 * @param parts it consists of these: the regency and its islands are one
 * @param confirmedAfter so long it must be on the other side
 */
record Watched(int areaId, List<Area> parts, Duration confirmedAfter) {
  /** A geofence is small, and its outline was drawn for the purpose. */
  static final Duration GEOFENCE_AFTER = Duration.ofMinutes(2);

  /** The outline of a regency is coarse: who really leaves it is away for longer. */
  static final Duration REGENCY_AFTER = Duration.ofMinutes(5);

  enum Side {
    INSIDE,
    OUTSIDE,
    /** In the buffer: it has not left, and not come. */
    BETWEEN
  }

  /** What is watched of all areas there are. */
  static List<Watched> of(List<Area> areas) {
    var watched = new ArrayList<Watched>();
    List<Area> islands = areas.stream().filter(area -> area.kind().equals("island")).toList();
    for (Area area : areas) {
      if (area.kind().equals("geofence")) {
        watched.add(new Watched(area.id(), List.of(area), GEOFENCE_AFTER));
      } else if (area.kind().equals("regency")) {
        var parts = new ArrayList<>(islands);
        parts.add(area);
        watched.add(new Watched(area.id(), parts, REGENCY_AFTER));
      }
    }
    return watched;
  }

  Side side(LatLon at) {
    boolean isNear = false;
    for (Area part : parts) {
      if (part.outline().map(shape -> shape.contains(at)).orElse(false)) {
        return Side.INSIDE;
      }
      isNear |= part.covers(at);
    }
    return isNear ? Side.BETWEEN : Side.OUTSIDE;
  }
}
