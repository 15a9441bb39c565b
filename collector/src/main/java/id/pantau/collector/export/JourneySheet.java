package id.pantau.collector.export;

import id.pantau.collector.track.VehicleDay;
import id.pantau.collector.web.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Days of a vehicle as a workbook (Office Open XML): a sheet of trips and one of stops. */
final class JourneySheet {
  private static final int HEAD_ROW = 2;
  private static final double WIDE = 34;
  private static final double NARROW = 12;

  private final Journey journey;
  private final DateTimeFormatter clock;

  private JourneySheet(Journey journey) {
    this.journey = journey;
    this.clock = DateTimeFormatter.ofPattern("HH:mm", journey.language()).withZone(journey.zone());
  }

  static byte[] of(Journey journey) {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "Pantau", null)) {
      var sheet = new JourneySheet(journey);
      sheet.trips(book.newWorksheet(sheet.text("export.trips")));
      sheet.stops(book.newWorksheet(sheet.text("export.stops")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a workbook into memory", e);
    }
    return bytes.toByteArray();
  }

  private void trips(Worksheet sheet) {
    head(sheet, List.of("date", "leave", "arrive", "from", "to", "kilometres", "max-speed"));
    sheet.width(3, WIDE);
    sheet.width(4, WIDE);
    int row = HEAD_ROW + 1;
    for (Journey.Day day : journey.days()) {
      for (VehicleDay.DayTrip trip : day.told().trips()) {
        sheet.value(row, 0, day.date().toString());
        sheet.value(row, 1, clock.format(trip.start()));
        sheet.value(row, 2, clock.format(trip.end()));
        sheet.value(row, 3, place(trip.fromPlace()));
        sheet.value(row, 4, place(trip.toPlace()));
        sheet.value(row, 5, Math.round(trip.distanceM() / 100) / 10.0);
        sheet.style(row, 5).format("#,##0.0").set();
        sheet.value(row, 6, Math.round(trip.maxSpeedMs() * 3.6));
        row++;
      }
    }
  }

  private void stops(Worksheet sheet) {
    head(sheet, List.of("date", "arrive", "leave", "minutes", "place", "lat", "lon"));
    sheet.width(4, WIDE);
    int row = HEAD_ROW + 1;
    for (Journey.Day day : journey.days()) {
      for (VehicleDay.DayStop stop : day.told().stops()) {
        Optional<Instant> leave = stop.leave();
        sheet.value(row, 0, day.date().toString());
        sheet.value(row, 1, clock.format(stop.arrive()));
        sheet.value(row, 2, leave.map(clock::format).orElse(""));
        sheet.value(row, 3, Math.round(stop.durationS() / 60.0));
        sheet.value(row, 4, place(stop.place()));
        sheet.value(row, 5, Math.round(stop.at().lat() * 1e6) / 1e6);
        sheet.value(row, 6, Math.round(stop.at().lon() * 1e6) / 1e6);
        row++;
      }
    }
  }

  private void head(Worksheet sheet, List<String> columns) {
    sheet.value(0, 0, journey.title());
    sheet.style(0, 0).bold().fontSize(14).set();
    for (int column = 0; column < columns.size(); column++) {
      sheet.value(HEAD_ROW, column, text("export." + columns.get(column)));
      sheet.style(HEAD_ROW, column).bold().set();
      sheet.width(column, NARROW);
    }
    sheet.freezePane(0, HEAD_ROW + 1);
  }

  private String place(Optional<String> name) {
    return name.orElseGet(() -> text("export.unnamed"));
  }

  private String text(String key) {
    return Messages.text(journey.language(), key);
  }
}
