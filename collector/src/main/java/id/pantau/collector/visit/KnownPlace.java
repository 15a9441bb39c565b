package id.pantau.collector.visit;

import id.pantau.collector.region.Shape;
import id.pantau.wire.LatLon;
import java.util.OptionalInt;

/**
 * Where vehicles stand for other reasons than a package.
 *
 * @param opdId the agency whose office it is; empty for a place where everybody stops
 * @param reachM so far around it
 */
record KnownPlace(OptionalInt opdId, Shape shape, double reachM) {
  boolean covers(LatLon at) {
    return shape.isNear(at, reachM) && shape.distanceM(at) <= reachM;
  }

  /** What standing there means for a vehicle of this agency. */
  Reason reason(int vehicleOpdId) {
    if (opdId.isEmpty()) {
      return Reason.COMMON_STOP;
    }
    return opdId.getAsInt() == vehicleOpdId ? Reason.OWN_OFFICE : Reason.OTHER_OFFICE;
  }
}
