package id.pantau.acceptance.sim;

import java.util.Locale;

/** The kinds of official vehicles, and how each moves. */
public enum VehicleKind {
  AMBULANCE(new Style(1.08, 25, 1.5, 1.9, 2.2, 0, 0)),
  FIRE_ENGINE(new Style(0.92, 20, 0.9, 1.4, 1.6, 0, 0)),
  WASTE_TRUCK(new Style(0.80, 16, 0.7, 1.2, 1.4, 0, 0)),
  BUS(new Style(0.84, 18, 0.8, 1.2, 1.4, 0, 0)),
  PICKUP(new Style(0.98, 23, 1.3, 1.7, 2.0, 0, 0)),
  CAR(new Style(1.04, 25, 1.5, 1.8, 2.1, 0, 0)),
  MOTORCYCLE(new Style(1.02, 21, 1.8, 2.0, 2.4, 0, 0));

  private final Style style;

  VehicleKind(Style style) {
    this.style = style;
  }

  Style style() {
    return style;
  }

  /** As the HTTP interface writes it: {@code fire-engine}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static VehicleKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
