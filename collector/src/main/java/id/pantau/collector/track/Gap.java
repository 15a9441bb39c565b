package id.pantau.collector.track;

import java.time.Instant;

/** Nothing is known of a vehicle between two fixes, and it was not standing still. */
public record Gap(Instant from, Instant to) {
  public Gap {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("gap ends before it starts: " + from);
    }
  }
}
