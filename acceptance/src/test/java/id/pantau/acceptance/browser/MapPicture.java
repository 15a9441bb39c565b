package id.pantau.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.wire.LatLon;

/**
 * Which place each pixel of the map is, worked out anew from what the map says is in its middle:
 * Web Mercator, 512 pixels around the Earth at zoom 0.
 */
record MapPicture(
    LatLon center, double zoom, double left, double top, double width, double height) {
  private static final int WORLD_PX = 512;

  /** A pixel of the window. */
  record Pixel(double x, double y) {
    double distanceTo(Pixel other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  /** The map as the window shows it now; it must be there. */
  static MapPicture in(BrowserWindow window) {
    JsonNode seen =
        window.evaluate(
            """
            (() => {
              const map = document.querySelector('[data-map][data-ready]');
              const { left, top, width, height } = map.getBoundingClientRect();
              return [...map.dataset.view.split(',').map(Number), left, top, width, height];
            })()
            """);
    return new MapPicture(
        new LatLon(seen.get(0).asDouble(), seen.get(1).asDouble()),
        seen.get(2).asDouble(),
        seen.get(3).asDouble(),
        seen.get(4).asDouble(),
        seen.get(5).asDouble(),
        seen.get(6).asDouble());
  }

  Pixel pixelOf(LatLon place) {
    double scale = WORLD_PX * Math.pow(2, zoom);
    return new Pixel(
        left + width / 2 + (eastOf(place) - eastOf(center)) * scale,
        top + height / 2 + (southOf(place) - southOf(center)) * scale);
  }

  /** 0 to 1 from the date line eastwards. */
  private static double eastOf(LatLon place) {
    return (place.lon() + 180) / 360;
  }

  /** 0 to 1 from the northern edge of the square world. */
  private static double southOf(LatLon place) {
    double lat = Math.toRadians(place.lat());
    return (1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2;
  }
}
