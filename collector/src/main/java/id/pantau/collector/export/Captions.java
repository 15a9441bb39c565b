package id.pantau.collector.export;

import id.pantau.collector.track.VehicleDay;
import id.pantau.collector.web.Messages;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The words of a file about trips and stops, in the language of who asked, in local time. */
final class Captions {
  private final Journey journey;
  private final DateTimeFormatter clock;

  Captions(Journey journey) {
    this.journey = journey;
    this.clock = DateTimeFormatter.ofPattern("HH:mm", journey.language()).withZone(journey.zone());
  }

  String trip(Journey.Day day, VehicleDay.DayTrip trip) {
    return text(
        "export.trip",
        day.date().toString(),
        clock.format(trip.start()),
        clock.format(trip.end()),
        place(trip.fromPlace()),
        place(trip.toPlace()));
  }

  String stop(VehicleDay.DayStop stop) {
    return place(stop.place());
  }

  String stopTimes(Journey.Day day, VehicleDay.DayStop stop) {
    Optional<Instant> leave = stop.leave();
    return leave.isPresent()
        ? text(
            "export.stop",
            day.date().toString(),
            clock.format(stop.arrive()),
            clock.format(leave.get()))
        : text("export.stop-open", day.date().toString(), clock.format(stop.arrive()));
  }

  private String place(Optional<String> name) {
    return name.orElseGet(() -> text("export.unnamed"));
  }

  private String text(String key, Object... arguments) {
    return Messages.text(journey.language(), key, arguments);
  }
}
