package id.pantau.collector.foreign;

import id.pantau.wire.Fix;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What one message of a foreign tracker says. */
public sealed interface Told {
  /**
   * Where it is.
   *
   * @param fix numbers that make no sense are unknown in it; one that is too coarse to be counted,
   *     or that the tracker itself does not believe, is marked as a jump
   */
  record Position(Fix fix, Phone phone) implements Told {}

  /** A sign of life without a position, or something that is no business of ours. */
  record Nothing(String what) implements Told {}

  /** It cannot be read; so it never will be. */
  record Bad(String reason) implements Told {}

  /** How the telephone is. */
  record Phone(OptionalInt batteryPct, Optional<Boolean> charging, OptionalDouble accuracyM) {}
}
