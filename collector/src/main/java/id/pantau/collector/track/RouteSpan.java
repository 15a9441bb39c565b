package id.pantau.collector.track;

import java.util.Optional;

/**
 * What there is to draw of a span of days.
 *
 * @param dayCount days on which the vehicle was heard of
 * @param undrawnCount those of them that are still to be drawn: ask again
 * @param version changes when something is derived again
 * @param box west, south, east, north; empty when there is nothing to draw
 */
public record RouteSpan(int dayCount, int undrawnCount, long version, Optional<double[]> box) {}
