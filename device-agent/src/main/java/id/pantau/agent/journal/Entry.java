package id.pantau.agent.journal;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.Fix;
import java.time.Instant;

/** A numbered record of the journal. */
public sealed interface Entry {
  long seq();

  Instant time();

  /** Where the vehicle was. */
  record Position(long seq, Fix fix) implements Entry {
    @Override
    public Instant time() {
      return fix.fixTime();
    }
  }

  /** What happened. */
  record Event(long seq, DeviceEvent event) implements Entry {
    @Override
    public Instant time() {
      return event.time();
    }
  }
}
