package id.pantau.collector.export;

import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.track.Track;
import id.pantau.collector.track.VehicleDay;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * Some days of a vehicle on their way into a file.
 *
 * @param language of the words in the file
 * @param days oldest first; a day of which nothing is known is not among them
 */
record Journey(Vehicle vehicle, Locale language, ZoneId zone, List<Day> days) {
  record Day(LocalDate date, Track track, VehicleDay told) {}

  /** How people call the vehicle: its plate, or its name where it has none. */
  String title() {
    return vehicle.plate().map(plate -> plate + " " + vehicle.name()).orElse(vehicle.name());
  }
}
