package id.pantau.collector.region;

import java.util.Optional;

/**
 * Something that the built-in map draws.
 *
 * @param kind {@code place}, {@code road}, {@code river}, {@code boundary} or {@code peak}
 * @param featureClass what decides its look, e.g. {@code primary} for a road
 * @param geometryJson a GeoJSON geometry, longitude first, WGS 84
 */
public record MapFeature(
    String kind, String featureClass, Optional<String> name, String geometryJson) {}
