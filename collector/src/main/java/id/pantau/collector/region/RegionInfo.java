package id.pantau.collector.region;

import id.pantau.wire.LatLon;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is fixed about the region.
 *
 * @param west degrees east of its bounding box, as {@code south}, {@code east}, {@code north}
 * @param cutOff until then a report of the day is on time, local time
 * @param graceUntil until then on the next working day it still counts, marked late
 * @param mapBase {@code builtin}, {@code pmtiles} or {@code style}
 */
public record RegionInfo(
    String name,
    String shortName,
    ZoneId zone,
    String zoneAbbreviation,
    double west,
    double south,
    double east,
    double north,
    LatLon center,
    LocalTime cutOff,
    LocalTime graceUntil,
    String mapBase,
    Optional<String> mapUrl,
    String mapAttribution) {}
