package id.pantau.acceptance.chaos;

import java.util.Locale;

/** What happens to a fleet and its server, and how often in a minute of chaos. */
public enum Fault {
  /** The power of a vehicle is cut. */
  AGENT_KILLED(Place.VEHICLE, 20),
  /** The mobile network resets every connection of a vehicle and takes no new one. */
  LINK_CUT(Place.NETWORK, 8),
  /** The mobile network swallows everything and tells nobody. */
  LINK_SILENT(Place.NETWORK, 4),
  BROKER_KILLED(Place.SERVER, 8),
  COLLECTOR_KILLED(Place.SERVER, 8),
  /** PostgreSQL ends at once, without a checkpoint. */
  DATABASE_STOPPED(Place.SERVER, 5),
  /**
   * The database dies, and a moment later broker and collector: what came between the two was
   * nowhere but in their memory.
   */
  SERVER_POWER_CUT(Place.SERVER, 2);

  /** Places break independently of each other; at one place one thing after the other. */
  enum Place {
    VEHICLE,
    NETWORK,
    SERVER
  }

  private final Place place;
  private final int perMinute;

  Fault(Place place, int perMinute) {
    this.place = place;
    this.perMinute = perMinute;
  }

  Place place() {
    return place;
  }

  int perMinute() {
    return perMinute;
  }

  /** As the report calls it: {@code agentKilled}. */
  String word() {
    var word = new StringBuilder();
    for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
      word.append(
          word.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return word.toString();
  }
}
