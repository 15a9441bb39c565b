package id.pantau.collector.region;

import java.util.OptionalInt;

/**
 * Where vehicles stand for other reasons than work on a site.
 *
 * @param opdId the agency whose office it is; empty for a common stop: fuel, market, mosque
 * @param shape its outline, or its middle
 */
public record StoppingPlace(String name, OptionalInt opdId, Shape shape) {}
