package id.pantau.collector.track;

import id.pantau.wire.LatLon;
import java.time.Instant;

/**
 * A stop of a day, for those who derive from it.
 *
 * @param end when it left, or the last moment of it that is known or lies in the day
 * @param beganBefore it stood there since before the day
 * @param goesOn nothing is known after it, or it stands into the next day
 * @param overMidnight it is known to stand into the next day
 */
public record DerivedStop(
    Instant start,
    Instant end,
    boolean beganBefore,
    boolean goesOn,
    boolean overMidnight,
    LatLon at) {}
