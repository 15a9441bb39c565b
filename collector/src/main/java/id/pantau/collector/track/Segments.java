package id.pantau.collector.track;

import java.util.List;

/** What a track amounts to: trips, the stops between them, and what is not known. */
public record Segments(List<Trip> trips, List<Stop> stops, List<Gap> gaps) {
  public Segments {
    trips = List.copyOf(trips);
    stops = List.copyOf(stops);
    gaps = List.copyOf(gaps);
  }
}
