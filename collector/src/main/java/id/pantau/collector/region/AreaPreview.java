package id.pantau.collector.region;

import java.util.OptionalInt;

/**
 * What an area of a file would become.
 *
 * @param replaces the area that is drawn anew; empty for a new one
 * @param outside nothing of it lies in the box of the region: most likely the wrong file
 * @param outline GeoJSON
 */
record AreaPreview(
    String kind, String name, OptionalInt replaces, boolean outside, String outline) {}
