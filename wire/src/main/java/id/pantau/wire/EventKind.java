package id.pantau.wire;

import java.util.Optional;

/** What can happen to a vehicle or its tracker; the word on the wire never changes. */
public enum EventKind {
  IGNITION_ON("ignition-on"),
  IGNITION_OFF("ignition-off"),
  TRIP_START("trip-start"),
  TRIP_END("trip-end"),
  IDLING("idling"),
  OVERSPEED("overspeed"),
  HARSH_BRAKING("harsh-braking"),
  HARSH_ACCELERATION("harsh-acceleration"),
  TOW("tow"),
  POWER_LOST("power-lost"),
  POWER_BACK("power-back"),
  PANIC("panic"),
  TAMPER("tamper"),
  FIX_LOST("fix-lost"),
  FIX_BACK("fix-back"),
  /** Something takes the receiver's position away, or gives it a false one; or does no longer. */
  JAMMING("jamming"),
  BOOT("boot"),
  /** Records are missing; the details say how many and why (power, quota, reset). */
  GAP("gap");

  private final String word;

  EventKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<EventKind> find(String word) {
    for (EventKind kind : values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
