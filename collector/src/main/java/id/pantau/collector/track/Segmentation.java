package id.pantau.collector.track;

import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the fixes of a vehicle into trips, stops and gaps. The same fixes always give the same
 * answer, whenever and in whatever order they came.
 */
public final class Segmentation {
  /** A moving tracker reports at least every 60 s; more than twice that is a hole. */
  private static final long GAP_MS = 150_000;

  /** A hole of this length ends a trip: what happened in it is anybody's guess. */
  private static final long TRIP_SPLIT_MS = 900_000;

  /** Moving less than this around one place is not a trip. */
  private static final double SHORTEST_TRIP_M = 100;

  /** Two stays this near with only a shuffle in between are one. */
  private static final double SAME_PLACE_M = 100;

  private static final double SHUFFLE_M = 150;
  private static final long SHUFFLE_MS = 180_000;

  /** Wandering of the receiver below this adds no distance. */
  private static final double STEP_M = 8;

  /**
   * A vehicle that stands with its engine on is heard every hour; of a longer silence, as in a
   * garage, nobody knows whether it still ran. One that is off stays off.
   */
  private static final long ENGINE_KNOWN_MS = 4_200_000;

  private final Track track;
  private final int[] usable;
  private final List<Trip> trips = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  private Segmentation(Track track) {
    this.track = track;
    this.usable = UsableFixes.of(track);
  }

  public static Segments of(Track track) {
    return new Segmentation(track).run();
  }

  private Segments run() {
    List<Stay> stays = merged(new StayFinder(track, usable).find());
    int from = 0;
    long fromMs = usable.length == 0 ? 0 : track.timeMs(usable[0]);
    for (Stay stay : stays) {
      addPiece(new Piece(from, stay.first(), fromMs, stay.startMs()));
      from = stay.last();
      fromMs = stay.endMs();
    }
    if (usable.length > 0) {
      addPiece(new Piece(from, usable.length - 1, fromMs, track.timeMs(usable[usable.length - 1])));
    }
    return new Segments(trips, stays.stream().map(this::stop).toList(), gaps);
  }

  /** Fixes between two stays, as positions in {@link #usable}; its ends stand. */
  private record Piece(int from, int to, long fromMs, long toMs) {}

  private List<Stay> merged(List<Stay> stays) {
    var merged = new ArrayList<Stay>();
    for (Stay next : stays) {
      Stay before = merged.isEmpty() ? null : merged.getLast();
      if (before != null && isShuffle(before, next)) {
        merged.set(merged.size() - 1, joined(before, next));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private boolean isShuffle(Stay before, Stay next) {
    double apartM = before.distanceM(next);
    if (apartM > SAME_PLACE_M) {
      return false;
    }
    double reachM = reachM(before.last(), next.first());
    return reachM < SHORTEST_TRIP_M
        || reachM < SHUFFLE_M && next.startMs() - before.endMs() < SHUFFLE_MS;
  }

  private static Stay joined(Stay a, Stay b) {
    double share = (double) b.durationMs() / (a.durationMs() + b.durationMs());
    return new Stay(
        a.first(),
        b.last(),
        a.startMs(),
        b.endMs(),
        a.latE6() + (b.latE6() - a.latE6()) * share,
        a.lonE6() + (b.lonE6() - a.lonE6()) * share);
  }

  /** The largest distance from the first fix of a run. */
  private double reachM(int from, int to) {
    double reachM = 0;
    for (int k = from + 1; k <= to; k++) {
      reachM = Math.max(reachM, track.distanceM(usable[from], usable[k]));
    }
    return reachM;
  }

  private void addPiece(Piece piece) {
    int from = piece.from();
    long fromMs = piece.fromMs();
    for (int k = piece.from() + 1; k <= piece.to(); k++) {
      long beforeMs = Math.max(fromMs, track.timeMs(usable[k - 1]));
      long holeMs = track.timeMs(usable[k]) - beforeMs;
      if (holeMs > GAP_MS) {
        gaps.add(new Gap(Instant.ofEpochMilli(beforeMs), track.time(usable[k])));
      }
      if (holeMs > TRIP_SPLIT_MS) {
        addTrip(new Piece(from, k - 1, fromMs, beforeMs));
        from = k;
        fromMs = track.timeMs(usable[k]);
      }
    }
    addTrip(new Piece(from, piece.to(), fromMs, piece.toMs()));
  }

  private void addTrip(Piece piece) {
    if (piece.to() <= piece.from() || reachM(piece.from(), piece.to()) < SHORTEST_TRIP_M) {
      return;
    }
    Measure measure = measure(piece.from(), piece.to());
    trips.add(
        new Trip(
            Instant.ofEpochMilli(piece.fromMs()),
            Instant.ofEpochMilli(piece.toMs()),
            track.at(usable[piece.from()]),
            track.at(usable[piece.to()]),
            measure.lengthM(),
            measure.maxSpeedMs(),
            usable[piece.from()],
            usable[piece.to()]));
  }

  /** Of the fixes {@code first} to {@code last} of a track, without those that cannot be true. */
  static Measure measure(Track track, int first, int last) {
    var whole = new Segmentation(track);
    int from = 0;
    while (from < whole.usable.length && whole.usable[from] < first) {
      from++;
    }
    int to = whole.usable.length - 1;
    while (to > from && whole.usable[to] > last) {
      to--;
    }
    return whole.measure(from, to);
  }

  private Measure measure(int from, int to) {
    double lengthM = 0;
    int maxDms = 0;
    int counted = from;
    for (int k = from; k <= to; k++) {
      double stepM = track.distanceM(usable[counted], usable[k]);
      if (stepM >= STEP_M || k == to) {
        lengthM += stepM;
        counted = k;
      }
      maxDms = Math.max(maxDms, track.speedDms(usable[k]));
    }
    return new Measure(lengthM, maxDms / 10.0);
  }

  private Stop stop(Stay stay) {
    return new Stop(
        Instant.ofEpochMilli(stay.startMs()),
        Instant.ofEpochMilli(stay.endMs()),
        stay.last() + 1 < usable.length,
        new LatLon(stay.latE6() / 1e6, stay.lonE6() / 1e6),
        engine(stay));
  }

  private Stop.Engine engine(Stay stay) {
    long offMs = 0;
    long onMs = 0;
    long unknownMs = 0;
    for (int k = stay.first(); k <= stay.last(); k++) {
      int i = usable[k];
      long untilMs = k == stay.last() ? stay.endMs() : track.timeMs(usable[k + 1]);
      if (track.ignitionOff(i)) {
        offMs += untilMs - track.timeMs(i) + 1;
      } else if (track.has(i, id.pantau.wire.Fix.FLAG_IGNITION_KNOWN)) {
        long forMs = untilMs - track.timeMs(i);
        onMs += forMs <= ENGINE_KNOWN_MS ? forMs + 1 : 0;
        unknownMs += forMs <= ENGINE_KNOWN_MS ? 0 : forMs;
      }
    }
    if (offMs + onMs == 0 || offMs < onMs && onMs < unknownMs) {
      return Stop.Engine.UNKNOWN;
    }
    return offMs >= onMs ? Stop.Engine.OFF : Stop.Engine.ON;
  }
}
