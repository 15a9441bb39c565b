package id.pantau.collector.foreign;

import java.util.OptionalInt;

/**
 * A key, this one time in the open, and where it is used.
 *
 * @param osmAndPath for OsmAnd and Traccar Client; the key is part of it
 * @param ownTracksPath for OwnTracks, which brings name and key by Basic authentication
 */
public record NewKey(
    String deviceId, OptionalInt vehicleId, String key, String osmAndPath, String ownTracksPath) {
  @Override
  public String toString() {
    return "key of " + deviceId; // must not reach a log
  }
}
