package id.pantau.collector.region;

import java.util.Optional;

/**
 * An outline as somebody drew it or a file held it.
 *
 * @param code of the Ministry of Home Affairs, where the file says it
 * @param rings a MultiLineString of GeoJSON: outer rings and holes alike
 */
record Drawn(String name, Optional<String> code, String rings) {}
