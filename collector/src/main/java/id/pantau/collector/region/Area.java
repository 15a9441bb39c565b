package id.pantau.collector.region;

import id.pantau.wire.LatLon;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A part of the region with a name.
 *
 * @param version grows with each change
 * @param kind {@code regency island kecamatan desa kelurahan office common-stop geofence}
 * @param opdId the agency whose office it is
 * @param bufferM so far outside it still belongs to it
 * @param middle of a kecamatan its seat
 * @param outline empty where none was loaded
 */
public record Area(
    int id,
    int version,
    String kind,
    String code,
    String name,
    OptionalInt opdId,
    int bufferM,
    LatLon middle,
    Optional<Shape> outline) {

  /** Around an office or a stop that nobody has drawn. */
  static final double POINT_REACH_M = 100;

  /** Whether a place belongs to it. */
  public boolean covers(LatLon at) {
    if (outline.isPresent()) {
      Shape shape = outline.get();
      return shape.isNear(at, bufferM)
          && (bufferM == 0 ? shape.contains(at) : shape.distanceM(at) <= bufferM);
    }
    return isStoppingPlace() && middle.distanceM(at) <= Math.max(bufferM, POINT_REACH_M);
  }

  /** Whether it is of the smallest kind that has a code of the state. */
  public boolean isDesa() {
    return kind.equals("desa") || kind.equals("kelurahan");
  }

  boolean isStoppingPlace() {
    return kind.equals("office") || kind.equals("common-stop");
  }

  /** Its size as far as it matters for which of several is named: the smaller says more. */
  double sizeDeg() {
    return outline
        .map(shape -> (shape.east() - shape.west()) * (shape.north() - shape.south()))
        .orElse(0.0);
  }
}
