package id.pantau.agent.nmea;

import id.pantau.wire.Fix;
import java.time.Instant;

/** What a receiver says about one moment: where it is, or that it does not know. */
public sealed interface Epoch {
  /** Satellite time. */
  Instant time();

  /** A position. */
  record Located(Fix fix) implements Epoch {
    @Override
    public Instant time() {
      return fix.fixTime();
    }
  }

  /** The receiver knows the time and not the place. */
  record NoFix(Instant time) implements Epoch {}
}
