package id.pantau.collector.region;

import java.time.Instant;
import java.util.Optional;

/**
 * How an area looks, and who made it so.
 *
 * @param outline GeoJSON; empty where none was loaded
 * @param changedBy empty for what came with the installation
 */
record AreaPicture(Optional<String> outline, Optional<String> changedBy, Optional<Instant> at) {}
