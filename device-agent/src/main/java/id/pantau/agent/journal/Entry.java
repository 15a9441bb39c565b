package id.pantau.agent.journal;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.Fix;

/** A numbered record of the journal. */
public sealed interface Entry {
  long seq();

  /** Where the vehicle was. */
  record Position(long seq, Fix fix) implements Entry {}

  /** What happened. */
  record Event(long seq, DeviceEvent event) implements Entry {}
}
