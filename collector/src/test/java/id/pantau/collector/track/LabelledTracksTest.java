package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real tracks whose stops people labelled; they are not in this repository. */
class LabelledTracksTest {
  private static final Duration SHORTEST = Duration.ofMinutes(3);

  /** Of a found and a labelled stop, so much of their common span must be shared. */
  private static final double SAME = 0.5;

  private record Span(Instant start, Instant end) {
    Duration duration() {
      return Duration.between(start, end);
    }

    boolean isLong() {
      return duration().compareTo(SHORTEST) >= 0;
    }

    double commonMs(Span other) {
      Instant from = start.isAfter(other.start) ? start : other.start;
      Instant to = end.isBefore(other.end) ? end : other.end;
      return Math.max(0, Duration.between(from, to).toMillis());
    }

    /** Half of the shorter lies in the longer: they are one stop, of which one saw more. */
    boolean meets(Span other) {
      long shorter = Math.min(duration().toMillis(), other.duration().toMillis());
      return shorter > 0 && commonMs(other) > SAME * shorter;
    }

    double likeness(Span other) {
      Instant first = start.isBefore(other.start) ? start : other.start;
      Instant last = end.isAfter(other.end) ? end : other.end;
      return commonMs(other) / Duration.between(first, last).toMillis();
    }
  }

  private static final List<String> LABELLED =
      List.of("stopr-seattle", "emission-android-2016-06-20", "emission-iphone3-2016-02-22");

  /** Where nobody stopped for as long as a minute. */
  private static final List<String> WITHOUT_STOPS =
      List.of(
          "barefoot-munich-1hz",
          "comma2k19-highway-10hz",
          "ikhyd-iowa-obd-2",
          "ikhyd-iowa-sample-trip");

  /** What the labels ask of whoever finds stops of three minutes and more. */
  private static final double LEAST = 0.95;

  @Test
  void findsTheLabelledStopsOfThreeMinutes() throws IOException {
    Path folder = folder();
    int labelled = 0;
    var missed = new ArrayList<String>();
    for (String name : LABELLED) {
      List<Span> found = stops(folder.resolve(name + ".csv"));
      for (Span label : labels(folder, name)) {
        if (label.isLong()) {
          labelled++;
          if (found.stream().noneMatch(stop -> stop.likeness(label) > SAME)) {
            missed.add(name + " " + label + ", found " + found);
          }
        }
      }
    }
    assertEquals(12, labelled);
    assertTrue(labelled - missed.size() >= LEAST * labelled, missed.toString());
  }

  /**
   * The one that is not labelled: a phone that stands for four minutes before a bus comes, in what
   * the program that made these labels calls a walk. So 15 of 16 are labelled, 94 per cent.
   */
  private static final int NOT_LABELLED = 1;

  @Test
  void whatIsFoundAsAStopOfThreeMinutesIsLabelledAsAStop() throws IOException {
    Path folder = folder();
    int found = 0;
    var invented = new ArrayList<String>();
    for (String name : Stream.concat(LABELLED.stream(), WITHOUT_STOPS.stream()).toList()) {
      Track track = TrackCsv.read(folder.resolve(name + ".csv"));
      List<Span> labels = LABELLED.contains(name) ? labels(folder, name) : new ArrayList<>();
      if (!labels.isEmpty()) {
        // Nobody labels what comes after the last trip.
        Instant end = track.time(track.size() - 1);
        labels.add(new Span(lastTripEnd(folder, name).orElse(end), end));
      }
      for (Span stop : stops(folder.resolve(name + ".csv"))) {
        if (stop.isLong()) {
          found++;
          if (labels.stream().noneMatch(stop::meets)) {
            invented.add(name + " " + stop + ", labelled " + labels);
          }
        }
      }
    }
    assertEquals(16, found);
    assertEquals(NOT_LABELLED, invented.size(), invented.toString());
  }

  /**
   * Trips of phones carried on foot through houses: two short ones more or less are the receiver's.
   */
  @Test
  void splitsTripsAsTheLabelsDo() throws IOException {
    Path folder = folder();
    for (String name : List.of("emission-android-2016-06-20", "emission-iphone3-2016-02-22")) {
      int labelled = spans(folder.resolve(name + ".trips.csv"), 1, 2).size();
      int found = Segmentation.of(TrackCsv.read(folder.resolve(name + ".csv"))).trips().size();
      assertTrue(Math.abs(labelled - found) <= 1, name + ": " + labelled + " but " + found);
    }
  }

  @Test
  void drivesInTrafficWithoutInventingStops() throws IOException {
    Path folder = folder();
    for (String name : WITHOUT_STOPS) {
      Segments segments = Segmentation.of(TrackCsv.read(folder.resolve(name + ".csv")));
      assertEquals(List.of(), segments.stops(), name);
      assertEquals(1, segments.trips().size(), name);
    }
  }

  private static Path folder() {
    Path shared =
        Optional.ofNullable(System.getenv("PANTAU_SHARED"))
            .map(Path::of)
            .orElse(Path.of("..", "..", "shared"));
    Path folder = shared.resolve("data/tracks");
    assumeTrue(Files.isDirectory(folder), "no labelled tracks at " + folder);
    return folder;
  }

  private static List<Span> stops(Path track) throws IOException {
    return Segmentation.of(TrackCsv.read(track)).stops().stream()
        .map(stop -> new Span(stop.start(), stop.end()))
        .toList();
  }

  /** Labelled stops, or what lies between labelled trips. */
  private static List<Span> labels(Path folder, String name) throws IOException {
    Path stops = folder.resolve(name + ".stops.csv");
    List<Span> all = new ArrayList<>();
    if (Files.exists(stops)) {
      all.addAll(spans(stops, 0, 1));
    } else {
      List<Span> trips = spans(folder.resolve(name + ".trips.csv"), 1, 2);
      for (int i = 1; i < trips.size(); i++) {
        all.add(new Span(trips.get(i - 1).end(), trips.get(i).start()));
      }
    }
    return all;
  }

  private static Optional<Instant> lastTripEnd(Path folder, String name) throws IOException {
    Path trips = folder.resolve(name + ".trips.csv");
    return Files.exists(trips) ? Optional.of(spans(trips, 1, 2).getLast().end()) : Optional.empty();
  }

  private static List<Span> spans(Path csv, int startColumn, int endColumn) throws IOException {
    return Files.readAllLines(csv).stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(cells -> new Span(Instant.parse(cells[startColumn]), Instant.parse(cells[endColumn])))
        .toList();
  }
}
