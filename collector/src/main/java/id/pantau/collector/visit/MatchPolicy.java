package id.pantau.collector.visit;

import id.pantau.collector.activity.Site;
import id.pantau.collector.track.DerivedStop;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the visits in a day of a vehicle. A pure decision: the same day, sites and known places
 * give the same visits, in whatever order they are listed.
 */
final class MatchPolicy {
  /** Where it stands at night somebody lives; what is near is nobody's business. */
  static final double HOME_M = 200;

  private static final Comparator<Stand> BY_TIME =
      Comparator.comparing(Stand::start)
          .thenComparing(Stand::end)
          .thenComparingDouble(Stand::distanceM);

  private static final Comparator<Match> ORDER =
      Comparator.comparing(Match::arrive).thenComparingInt(Match::packageId);

  private final VisitRules rules;
  private final List<KnownPlace> knownPlaces;
  private final CarDay day;
  private final List<DerivedStop> stops;

  private MatchPolicy(VisitRules rules, List<KnownPlace> knownPlaces, CarDay day) {
    this.rules = rules;
    this.knownPlaces = knownPlaces;
    this.day = day;
    this.stops = visible(rules, day);
  }

  static List<Match> match(
      VisitRules rules, List<Site> sites, List<KnownPlace> knownPlaces, CarDay day) {
    if (day.isPrivate()) {
      return List.of();
    }
    var policy = new MatchPolicy(rules, knownPlaces, day);
    List<Match> matches = sites.stream().flatMap(site -> policy.at(site).stream()).toList();
    return matches.stream()
        .map(match -> match.sharedWith(others(match, matches)))
        .sorted(ORDER)
        .toList();
  }

  /** Several packages in one place share one visit; those that do not count do not share. */
  private static int others(Match match, List<Match> matches) {
    if (!match.level().counts()) {
      return 0;
    }
    return (int)
        matches.stream()
            .filter(other -> other.packageId() != match.packageId())
            .filter(other -> other.level().counts() && other.overlaps(match))
            .map(Match::packageId)
            .distinct()
            .count();
  }

  /** Stops that are long enough, in time on duty, and not where it stands at night. */
  private static List<DerivedStop> visible(VisitRules rules, CarDay day) {
    List<LatLon> homes =
        day.stops().stream().filter(MatchPolicy::isNight).map(DerivedStop::at).toList();
    return day.stops().stream()
        .filter(stop -> homes.stream().noneMatch(home -> home.distanceM(stop.at()) <= HOME_M))
        .map(stop -> cut(stop, day))
        .flatMap(Optional::stream)
        .filter(stop -> Duration.between(stop.start(), stop.end()).compareTo(rules.shortest()) >= 0)
        .toList();
  }

  /** It stood there over midnight, at one end of the day or the other. */
  private static boolean isNight(DerivedStop stop) {
    return stop.beganBefore() || stop.overMidnight();
  }

  private static Optional<DerivedStop> cut(DerivedStop stop, CarDay day) {
    Instant start = stop.start().isBefore(day.from()) ? day.from() : stop.start();
    boolean over = stop.end().isAfter(day.until());
    Instant end = over ? day.until() : stop.end();
    return start.isBefore(end)
        ? Optional.of(
            new DerivedStop(
                start, end, stop.beganBefore(), stop.goesOn() && !over, false, stop.at()))
        : Optional.empty();
  }

  /** The visits at one package: its stays, joined where it was only round the corner between. */
  private List<Match> at(Site site) {
    List<Stand> stands = new ArrayList<>(SlowTravel.along(rules, site, day));
    double reachM = rules.reachM(site.shape().kind(), site.kind());
    for (DerivedStop stop : stops) {
      if (site.shape().isNear(stop.at(), reachM)) {
        double distanceM = site.shape().distanceM(stop.at());
        if (distanceM <= reachM) {
          stands.add(
              new Stand(stop.start(), stop.end(), stop.goesOn(), stop.at(), distanceM, false));
        }
      }
    }
    stands.sort(BY_TIME);
    var matches = new ArrayList<Match>();
    var visit = new ArrayList<Stand>();
    Instant until = Instant.MIN;
    for (Stand stand : stands) {
      if (!visit.isEmpty() && stand.start().isAfter(until.plus(rules.joinWithin()))) {
        matches.add(joined(site, visit));
        visit.clear();
      }
      visit.add(stand);
      until = stand.end().isAfter(until) || visit.size() == 1 ? stand.end() : until;
    }
    if (!visit.isEmpty()) {
      matches.add(joined(site, visit));
    }
    return matches;
  }

  private Match joined(Site site, List<Stand> stands) {
    Stand nearest =
        stands.stream()
            .min(
                Comparator.comparing(Stand::slowTravel)
                    .thenComparingDouble(Stand::distanceM)
                    .thenComparing(Stand::start))
            .orElseThrow();
    Stand last = stands.stream().max(Comparator.comparing(Stand::end)).orElseThrow();
    int stayS = Math.toIntExact(covered(stands).toSeconds());
    List<Reason> reasons = new ArrayList<>(ScorePolicy.reasons(site, day.opdId(), nearest, stayS));
    int score = ScorePolicy.score(reasons);
    Optional<Reason> excluded = excluded(stands);
    excluded.ifPresent(reason -> reasons.addFirst(reason));
    return new Match(
        site.packageId(),
        site.opdId(),
        stands.getFirst().start(),
        last.end(),
        last.goesOn(),
        stayS,
        nearest.at(),
        nearest.distanceM(),
        nearest.slowTravel(),
        excluded.isPresent() ? Level.EXCLUDED : ScorePolicy.level(rules, score),
        score,
        reasons,
        0);
  }

  /** Only when all of it was at known places: who also stood elsewhere at the package was there. */
  private Optional<Reason> excluded(List<Stand> stands) {
    Optional<Reason> strongest = Optional.empty();
    for (Stand stand : stands) {
      Optional<Reason> here =
          stand.slowTravel()
              ? Optional.empty()
              : knownPlaces.stream()
                  .filter(place -> place.covers(stand.at()))
                  .map(place -> place.reason(day.opdId()))
                  .min(Comparator.naturalOrder());
      if (here.isEmpty()) {
        return Optional.empty();
      }
      strongest =
          strongest.isEmpty() || here.get().compareTo(strongest.get()) < 0 ? here : strongest;
    }
    return strongest;
  }

  /** The time that the stays cover together; a stop on a slow way is not counted twice. */
  private static Duration covered(List<Stand> stands) {
    Duration sum = Duration.ZERO;
    Instant until = Instant.MIN;
    for (Stand stand : stands) {
      Instant from = stand.start().isAfter(until) ? stand.start() : until;
      if (stand.end().isAfter(from)) {
        sum = sum.plus(Duration.between(from, stand.end()));
        until = stand.end();
      }
    }
    return sum;
  }
}
