package id.pantau.collector.track;

/**
 * A run of fixes in one place, as positions in the list of usable fixes.
 *
 * @param first the first fix that stood
 * @param last the last fix that stood
 * @param startMs when it stood
 * @param endMs when it left: later than the last fix if it stood silent afterwards
 * @param latE6 where, millionths of a degree
 */
record Stay(int first, int last, long startMs, long endMs, double latE6, double lonE6) {
  long durationMs() {
    return endMs - startMs;
  }

  double distanceM(Stay other) {
    return Track.distanceM(latE6, lonE6, other.latE6, other.lonE6);
  }
}
