package id.pantau.collector.alert;

import id.pantau.collector.alert.AlertStore.Known;
import id.pantau.collector.alert.AlertStore.Placed;
import id.pantau.collector.alert.AlertStore.RuleOfVehicle;
import id.pantau.collector.alert.AlertStore.Times;
import id.pantau.collector.alert.FactStore.VehicleOnDay;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.region.Place;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.Tracks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges again exactly the days of vehicles that are due, and how the trackers are now. What it
 * writes of a day is a function of what is stored, so it does not matter when it runs, nor how many
 * run at once.
 */
final class Judge {
  private static final System.Logger LOG = System.getLogger(Judge.class.getName());

  /** A worker that has not finished a day by then has died. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(5);

  /** A day that could not be judged is tried again then, and does not block the others. */
  private static final Duration POSTPONED_BY = Duration.ofMinutes(5);

  private static final int CLAIM_LIMIT = 128;

  /** About what happened longer ago nobody is asked any more, however late its data comes. */
  static final int BACK_DAYS = 30;

  /** So many working days an agency has to clarify. */
  private static final int CLARIFY_DAYS = 3;

  /** The ends of an incident move a little when late fixes come; it is still the same one. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  private final Db db;
  private final Region region;
  private final Tracks tracks;
  private final Evidence evidence;
  private final InstantSource clock;

  Judge(Db db, Region region, Tracks tracks, InstantSource clock) {
    this.db = db;
    this.region = region;
    this.tracks = tracks;
    this.evidence = new Evidence(region, tracks);
    this.clock = clock;
  }

  /** What all days of a round are judged by. */
  private record Round(RuleBook rules, QuietHours quiet, Instant now) {}

  /**
   * Judges some of what is due.
   *
   * @return how many days it took; 0 = nothing is due
   */
  int judgeSome() {
    Instant now = micros(clock.instant());
    List<VehicleOnDay> claimed =
        db.asService(
            session -> new AlertStore(session).claim(now, now.minus(ABANDONED_AFTER), CLAIM_LIMIT));
    if (claimed.isEmpty()) {
      return 0;
    }
    LocalDate earliest = region.today().minusDays(BACK_DAYS);
    List<VehicleOnDay> judged =
        claimed.stream().filter(due -> !due.day().isBefore(earliest)).toList();
    record Loaded(Round round, Map<VehicleOnDay, FactStore.Stored> stored) {}
    Loaded loaded =
        db.asService(
            session -> {
              var store = new AlertStore(session);
              claimed.stream()
                  .filter(due -> due.day().isBefore(earliest))
                  .forEach(old -> store.finish(old, now));
              store.markEarlier(judged);
              return new Loaded(round(session, now), new FactStore(session).load(judged));
            });
    for (VehicleOnDay due : judged) {
      judgeOrPostpone(loaded.round(), due, loaded.stored().get(due));
    }
    return claimed.size();
  }

  private static Round round(Session session, Instant now) {
    var rules = new RuleStore(session);
    return new Round(rules.book(), rules.quietHours(), now);
  }

  private void judgeOrPostpone(Round round, VehicleOnDay due, FactStore.Stored stored) {
    try {
      db.asService(
          session -> {
            judge(session, round, due, stored);
            return due;
          });
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException fault) {
      // A fault of ours in one day must not keep the others waiting.
      LOG.log(System.Logger.Level.ERROR, "cannot judge " + due, fault);
      db.asService(
          session -> {
            new AlertStore(session).postpone(due, round.now(), round.now().plus(POSTPONED_BY));
            return due;
          });
    }
  }

  private void judge(Session session, Round round, VehicleOnDay due, FactStore.Stored stored) {
    var store = new AlertStore(session);
    Optional<DayFacts> facts =
        evidence.of(session, due, stored, List.of(rule(round, due, Rule.OVERSPEED)));
    AlertPolicy.Judgement judgement =
        facts
            .map(
                known ->
                    AlertPolicy.judge(
                        known, rule -> round.rules().of(rule, known.whole().until()), round.now()))
            .orElse(new AlertPolicy.Judgement(List.of(), Optional.empty()));
    save(store, round, due, facts, judgement.incidents());
    judgement
        .againAt()
        .ifPresentOrElse(
            at -> store.postpone(due, round.now(), at), () -> store.finish(due, round.now()));
  }

  /** Each alert keeps its row, so that what people said of it stays with it. */
  private void save(
      AlertStore store,
      Round round,
      VehicleOnDay due,
      Optional<DayFacts> facts,
      List<Incident> incidents) {
    var left = new ArrayList<>(store.listFound(due));
    // What people have had in hand finds its incident first.
    left.sort(Comparator.comparing((Known k) -> !k.touched()).thenComparing(Known::start));
    var fresh = new ArrayList<>(incidents);
    var kept = new LinkedHashMap<Known, Incident>();
    for (Known known : List.copyOf(left)) {
      Optional<Incident> same =
          fresh.stream()
              .filter(incident -> incident.rule() == known.rule())
              .filter(incident -> isSame(incident, known))
              .max(Comparator.comparing(incident -> sharedTime(incident, known)));
      if (same.isPresent()) {
        kept.put(known, same.get());
        fresh.remove(same.get());
        left.remove(known);
      }
    }
    // First those that are no more: what is kept may now begin where they began.
    left.forEach(store::lose);
    kept.forEach(
        (known, incident) ->
            store.change(
                known.id(), rule(round, due, known.rule()), placed(incident), round.now()));
    for (Incident incident : fresh) {
      int opd = facts.orElseThrow().car().opdId();
      RuleVersion by = rule(round, due, incident.rule());
      store.add(due, opd, by, placed(incident), times(round, by, opd));
    }
  }

  private RuleVersion rule(Round round, VehicleOnDay due, Rule rule) {
    return round.rules().of(rule, evidence.whole(due.day()).until());
  }

  private Placed placed(Incident incident) {
    return new Placed(incident, incident.at().flatMap(region::placeOf).map(Place::name));
  }

  private Times times(Round round, RuleVersion by, int opdId) {
    Instant announceAt = round.quiet().announceAt(by.severity(), round.now(), region.zone());
    LocalDate last = region.today();
    for (int workingDays = 0; workingDays < CLARIFY_DAYS; ) {
      last = last.plusDays(1);
      boolean works = region.calendar().isWorkingDay(opdId, last);
      // An agency that never works would never be through.
      workingDays += works || last.isAfter(region.today().plusDays(BACK_DAYS)) ? 1 : 0;
    }
    return new Times(
        round.now(),
        announceAt,
        announceAt.plus(by.severity().target()),
        evidence.whole(last).until());
  }

  private static boolean isSame(Incident incident, Known known) {
    return incident.rule() == Rule.OUTSIDE_HOURS // one a day
        || !incident.start().isAfter(known.end().plus(SLACK))
            && !known.start().isAfter(incident.end().plus(SLACK));
  }

  private static Duration sharedTime(Incident incident, Known known) {
    Instant from = incident.start().isAfter(known.start()) ? incident.start() : known.start();
    Instant until = incident.end().isBefore(known.end()) ? incident.end() : known.end();
    return Duration.between(from, until);
  }

  /** Looks how the trackers are. */
  void judgeTrackers() {
    Instant now = micros(clock.instant());
    db.doAsService(
        session -> {
          Round round = round(session, now);
          var store = new AlertStore(session);
          store.lockTrackers();
          Map<RuleOfVehicle, Long> left = store.listGoingOn();
          for (TrackerPolicy.Found found :
              TrackerPolicy.judge(
                  new FactStore(session).listTrackers(), round.rules()::newest, now)) {
            Incident incident = found.incident();
            int vehicleId = found.tracker().vehicleId();
            Long known = left.remove(new RuleOfVehicle(incident.rule(), vehicleId));
            if (known != null) {
              store.goOn(known, incident, now);
            } else if (!store.resume(vehicleId, incident, now)) {
              RuleVersion by = round.rules().newest(incident.rule());
              store.add(
                  new VehicleOnDay(vehicleId, tracks.dayOf(incident.start())),
                  found.tracker().opdId(),
                  by,
                  new Placed(incident, Optional.empty()),
                  times(round, by, found.tracker().opdId()));
            }
          }
          left.values().forEach(id -> store.end(id, now));
        });
  }

  /** Those that people are to be told of now. */
  List<AlertNews> announce() {
    return db.asService(session -> new AlertStore(session).announce(micros(clock.instant())));
  }

  /** PostgreSQL keeps microseconds; a claim is recognised by its moment. */
  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
