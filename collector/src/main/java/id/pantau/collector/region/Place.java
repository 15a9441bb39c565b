package id.pantau.collector.region;

/**
 * The named place nearest to a point.
 *
 * @param name as people say it, e.g. {@code Tanjung Luar, Keruak}
 * @param distanceM from the middle of that place, metres
 */
public record Place(String name, double distanceM) {}
