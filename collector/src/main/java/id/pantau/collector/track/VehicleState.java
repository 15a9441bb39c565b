package id.pantau.collector.track;

import java.util.Locale;

/** What a vehicle is doing, as far as we know now; the code is that of the live stream. */
public enum VehicleState {
  /** Too long without a word to say anything. */
  SILENT,
  PARKED,
  /** It stands, but not for long or with a running engine. */
  IDLE,
  MOVING,
  /** Its driver may hide it now, and does: where it is nobody is told. */
  PRIVATE;

  public int code() {
    return ordinal();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
