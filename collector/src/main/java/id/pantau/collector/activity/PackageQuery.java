package id.pantau.collector.activity;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which packages somebody wants to see.
 *
 * @param text in the name of the package or of its sub-activity
 * @param cursor from the page before
 */
public record PackageQuery(
    OptionalInt opdId,
    Optional<PackageState> state,
    Optional<Band> band,
    Optional<String> text,
    Optional<String> cursor,
    int limit) {
  public static final int MAX_LIMIT = 500;
  public static final int DEFAULT_LIMIT = 100;

  public PackageQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit " + limit);
    }
  }
}
