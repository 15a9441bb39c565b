package id.pantau.collector.visit;

import id.pantau.collector.activity.Site;
import id.pantau.collector.region.Shape;
import id.pantau.collector.track.Track;
import id.pantau.wire.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a vehicle went slowly along a line: a road or a canal is looked at from the car.
 *
 * <p>Owned by the thread that made it; one object, one line.
 */
final class SlowTravel {
  /** A moving tracker reports at least every 60 s; more than twice that is a hole. */
  private static final long HOLE_MS = 150_000;

  private static final int UNUSABLE = Fix.FLAG_JUMP | Fix.FLAG_PRIVATE | Track.FLAG_POOR;

  private final VisitRules rules;
  private final Shape line;
  private final Track track;
  private final List<Stand> found = new ArrayList<>();
  private int first;
  private int last;
  private int nearest;
  private double nearestM;
  private double fromAlongM;
  private double toAlongM;

  private SlowTravel(VisitRules rules, Shape line, Track track) {
    this.rules = rules;
    this.line = line;
    this.track = track;
  }

  static List<Stand> along(VisitRules rules, Site site, CarDay day) {
    if (site.shape().kind() != Shape.Kind.LINE) {
      return List.of();
    }
    return new SlowTravel(rules, site.shape(), day.track()).run(day);
  }

  private List<Stand> run(CarDay day) {
    int before = -1;
    begin(-1, new Shape.Nearest(0, 0));
    for (int i = 0; i < track.size(); i++) {
      Instant time = track.time(i);
      if (track.has(i, UNUSABLE) || time.isBefore(day.from()) || !time.isBefore(day.until())) {
        continue;
      }
      boolean rough = line.isNear(track.at(i), rules.lineM());
      Shape.Nearest place =
          rough ? line.nearest(track.at(i)) : new Shape.Nearest(Double.MAX_VALUE, 0);
      if (place.distanceM() > rules.lineM()) {
        end();
      } else if (first >= 0 && isSlow(before, i)) {
        goOn(i, place);
      } else {
        end();
        begin(i, place);
      }
      before = i;
    }
    end();
    return found;
  }

  private boolean isSlow(int from, int to) {
    long ms = track.timeMs(to) - track.timeMs(from);
    return ms <= HOLE_MS && track.distanceM(from, to) * 3_600 / ms < rules.slowKmh();
  }

  private void begin(int i, Shape.Nearest place) {
    first = i;
    last = i;
    nearest = i;
    nearestM = place.distanceM();
    fromAlongM = place.alongM();
    toAlongM = place.alongM();
  }

  private void goOn(int i, Shape.Nearest place) {
    last = i;
    if (place.distanceM() < nearestM) {
      nearest = i;
      nearestM = place.distanceM();
    }
    fromAlongM = Math.min(fromAlongM, place.alongM());
    toAlongM = Math.max(toAlongM, place.alongM());
  }

  private void end() {
    if (first >= 0
        && track.timeMs(last) - track.timeMs(first) >= rules.slowFor().toMillis()
        && toAlongM - fromAlongM >= rules.slowM()) {
      found.add(
          new Stand(track.time(first), track.time(last), false, track.at(nearest), nearestM, true));
    }
    first = -1;
  }
}
