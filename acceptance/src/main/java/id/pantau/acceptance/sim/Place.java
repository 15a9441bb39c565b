package id.pantau.acceptance.sim;

import id.pantau.wire.LatLon;

/**
 * A named place of the regency.
 *
 * @param seat whether it is the seat of a kecamatan, and so has local streets around it
 * @param altitudeM metres above sea level, estimated
 */
public record Place(String name, boolean seat, LatLon at, double altitudeM) {}
