package id.pantau.collector.track;

import java.util.Locale;

/**
 * What a vehicle does, as far as its newest record tells. The codes are those of the live stream.
 */
public enum VehicleState {
  /** Nothing heard for longer than it would stay quiet by itself. */
  SILENT(0),
  PARKED(1),
  /** Standing with the engine on. */
  IDLE(2),
  MOVING(3);

  private final int code;
  private final String word = name().toLowerCase(Locale.ROOT);

  VehicleState(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public String word() {
    return word;
  }
}
