package id.pantau.collector.visit;

import id.pantau.collector.activity.Activities;
import id.pantau.collector.activity.Site;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.visit.VisitStore.Due;
import id.pantau.collector.visit.VisitStore.Limits;
import id.pantau.collector.visit.VisitStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Matches again exactly the days of vehicles that are due. What it writes is a function of what is
 * stored, so it does not matter when it runs, nor how many run at once.
 */
final class Matcher {
  private static final System.Logger LOG = System.getLogger(Matcher.class.getName());

  /** A worker that has not finished a day by then has died. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(5);

  /** A day that could not be matched is tried again then, and does not block the others. */
  private static final Duration POSTPONED_BY = Duration.ofMinutes(5);

  /** Days matched with one reading of the sites, which costs as much as ten days. */
  private static final int CLAIM_LIMIT = 128;

  /** The ends of a stop move a little when late fixes come; it is still the same visit. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  private final Db db;
  private final Region region;
  private final Activities activities;
  private final Tracks tracks;
  private final InstantSource clock;

  Matcher(Db db, Region region, Activities activities, Tracks tracks, InstantSource clock) {
    this.db = db;
    this.region = region;
    this.activities = activities;
    this.tracks = tracks;
    this.clock = clock;
  }

  /** What all days of a round are matched by. */
  private record Round(VisitRules rules, List<KnownPlace> knownPlaces, Instant now) {}

  /**
   * Matches some of what is due.
   *
   * @return how many days it took; 0 = nothing is due
   */
  int matchSome() {
    Instant now = micros(clock.instant());
    Limits limits = db.asService(session -> new VisitStore(session).limits());
    LocalDate earliest = region.today().minusDays(limits.backDays());
    while (db.asService(session -> new VisitStore(session).expandSome(earliest))) {
      LOG.log(System.Logger.Level.DEBUG, "more has changed near visits");
    }
    List<Due> claimed =
        db.asService(
            session -> new VisitStore(session).claim(now, now.minus(ABANDONED_AFTER), CLAIM_LIMIT));
    if (claimed.isEmpty()) {
      return 0;
    }
    Round round =
        db.asService(
            session -> {
              var store = new VisitStore(session);
              return new Round(store.rules(), knownPlaces(store, limits), now);
            });
    Map<LocalDate, List<Site>> sites = new HashMap<>();
    for (Due due : claimed) {
      matchOrPostpone(round, due, sites.computeIfAbsent(due.day(), activities::listSites));
    }
    return claimed.size();
  }

  /** Finds out where everybody stops. */
  void refreshCommon() {
    db.doAsService(
        session -> {
          var store = new VisitStore(session);
          store.refreshCommon(store.limits(), region.today());
        });
  }

  private List<KnownPlace> knownPlaces(VisitStore store, Limits limits) {
    var places = new ArrayList<>(store.listCommonPlaces(limits.commonM()));
    region.listStoppingPlaces().stream()
        .map(
            place ->
                new KnownPlace(
                    place.opdId(),
                    place.shape(),
                    place.opdId().isPresent() ? limits.officeM() : limits.commonM()))
        .forEach(places::add);
    return places;
  }

  private void matchOrPostpone(Round round, Due due, List<Site> sites) {
    try {
      db.asService(
          session -> {
            match(session, round, due, sites);
            return due;
          });
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException fault) {
      // A fault of ours in one day must not keep the others waiting.
      LOG.log(System.Logger.Level.ERROR, "cannot match " + due, fault);
      db.asService(
          session -> {
            new VisitStore(session).postpone(due, round.now().plus(POSTPONED_BY));
            return due;
          });
    }
  }

  private void match(Session session, Round round, Due due, List<Site> sites) {
    var store = new VisitStore(session);
    store.lock(due);
    Optional<VisitStore.Car> car = store.findCar(due);
    List<Match> matches =
        car.map(
                known ->
                    MatchPolicy.match(
                        round.rules(), sites, round.knownPlaces(), carDay(session, due, known)))
            .orElse(List.of());
    save(store, due, car.map(VisitStore.Car::opdId), matches);
    store.finish(due, round.now());
  }

  private CarDay carDay(Session session, Due due, VisitStore.Car car) {
    // What the car of a person does outside working hours is private, and is not looked at.
    Region.Span span =
        car.service() ? region.wholeDay(due.day()) : region.onDuty(car.opdId(), due.day());
    return new CarDay(
        car.opdId(),
        span.from(),
        span.until(),
        tracks.listStops(session, due.vehicleId(), due.day()),
        tracks.getTrack(session, due.vehicleId(), due.day()));
  }

  /** Each visit keeps its row, so that what people said of it stays with it. */
  private void save(VisitStore store, Due due, Optional<Integer> vehicleOpd, List<Match> matches) {
    Instant now = micros(clock.instant());
    var left = new ArrayList<>(store.listStored(due));
    // What people decided finds its visit first.
    left.sort(Comparator.comparing((Stored s) -> !s.decided()).thenComparing(Stored::arrive));
    var fresh = new ArrayList<>(matches);
    for (Stored stored : List.copyOf(left)) {
      Optional<Match> same =
          fresh.stream()
              .filter(match -> match.packageId() == stored.packageId())
              .filter(match -> touches(match, stored))
              .max(Comparator.comparing(match -> sharedTime(match, stored)));
      if (same.isPresent()) {
        store.change(stored.id(), vehicleOpd.orElseThrow(), same.get(), now);
        fresh.remove(same.get());
        left.remove(stored);
      }
    }
    left.forEach(store::lose);
    fresh.forEach(match -> store.add(due, vehicleOpd.orElseThrow(), match, now));
  }

  private static boolean touches(Match match, Stored stored) {
    return !match.arrive().isAfter(stored.leave().plus(SLACK))
        && !stored.arrive().isAfter(match.leave().plus(SLACK));
  }

  private static Duration sharedTime(Match match, Stored stored) {
    Instant from = match.arrive().isAfter(stored.arrive()) ? match.arrive() : stored.arrive();
    Instant until = match.leave().isBefore(stored.leave()) ? match.leave() : stored.leave();
    return Duration.between(from, until);
  }

  /** PostgreSQL keeps microseconds; a claim is recognised by its moment. */
  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
