package id.pantau.collector.track;

import java.time.Instant;

/**
 * A vehicle entered or left an area.
 *
 * @param at the first moment it was seen on the other side
 */
public record Crossing(int areaId, Instant at, boolean entered) {}
