package id.pantau.collector.track;

/**
 * How far and how fast a run of fixes went.
 *
 * @param maxSpeedMs 0 when no fix had a speed
 */
record Measure(double lengthM, double maxSpeedMs) {}
