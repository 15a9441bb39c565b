package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;

/**
 * Where a vehicle can stand.
 *
 * @param at the parking place
 * @param vertex where one leaves the road network for it
 * @param roofed whether satellites are hidden there (a garage, a carport of sheet metal)
 */
record Spot(Point at, int vertex, boolean roofed) {}
