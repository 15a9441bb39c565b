package id.pantau.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;

/** Within which a figure is believed: a test must not depend on how fast the machine is. */
final class Bounds {
  private Bounds() {}

  static boolean isBetween(double low, JsonNode figure, double high) {
    return low < figure.asDouble() && figure.asDouble() < high;
  }
}
