package id.pantau.collector.alert;

import id.pantau.collector.alert.FactStore.VehicleOnDay;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.region.Region;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Judges the last days again by another version of a rule, before anybody decides for it. */
final class RulePreview {
  /** So many days before today are looked at. */
  static final int DAYS = 7;

  /** As many as 2 000 vehicles have in a week; what is more is not looked at. */
  private static final int MAX_VEHICLE_DAYS = 20_000;

  private static final int BATCH = 256;

  private final Db db;
  private final Region region;
  private final Evidence evidence;
  private final InstantSource clock;

  RulePreview(Db db, Region region, Evidence evidence, InstantSource clock) {
    this.db = db;
    this.region = region;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** How many alerts a rule caused on a day, and how many it would have. */
  record Day(LocalDate date, int nowCount, int thenCount) {}

  /**
   * What a draft would have caused.
   *
   * @param days of the last week, oldest first; none for a rule that asks how trackers are
   * @param nowCount in all, or now
   * @param thenCount the same with the draft
   */
  record Outcome(List<Day> days, int nowCount, int thenCount) {}

  /** What {@code holds} causes and what {@code wanted} would; nothing is stored. */
  Outcome compare(RuleVersion holds, RuleVersion wanted) {
    return holds.rule().isOfDay() ? compareDays(holds, wanted) : compareNow(holds, wanted);
  }

  private Outcome compareNow(RuleVersion holds, RuleVersion wanted) {
    List<TrackerState> trackers = db.asService(session -> new FactStore(session).listTrackers());
    return new Outcome(List.of(), count(trackers, holds), count(trackers, wanted));
  }

  private int count(List<TrackerState> trackers, RuleVersion by) {
    return (int)
        TrackerPolicy.judge(trackers, only(by), clock.instant()).stream()
            .filter(found -> found.incident().rule() == by.rule())
            .count();
  }

  private Outcome compareDays(RuleVersion holds, RuleVersion wanted) {
    LocalDate today = region.today();
    LocalDate first = today.minusDays(DAYS);
    var counts = new TreeMap<LocalDate, int[]>();
    first.datesUntil(today).forEach(day -> counts.put(day, new int[2]));
    List<VehicleOnDay> days =
        db.asService(
            session ->
                new FactStore(session).listDays(first, today.minusDays(1), MAX_VEHICLE_DAYS));
    for (int from = 0; from < days.size(); from += BATCH) {
      List<VehicleOnDay> batch = days.subList(from, Math.min(days.size(), from + BATCH));
      db.asService(session -> countBatch(session, batch, List.of(holds, wanted), counts));
    }
    List<Day> told =
        counts.entrySet().stream()
            .map(day -> new Day(day.getKey(), day.getValue()[0], day.getValue()[1]))
            .toList();
    return new Outcome(
        told,
        told.stream().mapToInt(Day::nowCount).sum(),
        told.stream().mapToInt(Day::thenCount).sum());
  }

  private int countBatch(
      Session session,
      List<VehicleOnDay> batch,
      List<RuleVersion> versions,
      Map<LocalDate, int[]> counts) {
    Map<VehicleOnDay, FactStore.Stored> stored = new FactStore(session).load(batch);
    for (VehicleOnDay each : batch) {
      Optional<DayFacts> facts = evidence.of(session, each, stored.get(each), versions);
      for (int i = 0; i < versions.size() && facts.isPresent(); i++) {
        counts.get(each.day())[i] +=
            AlertPolicy.judge(facts.get(), only(versions.get(i)), clock.instant())
                .incidents()
                .size();
      }
    }
    return batch.size();
  }

  /** As if there were no other rule. */
  private static Function<Rule, RuleVersion> only(RuleVersion one) {
    return rule ->
        rule == one.rule()
            ? one
            : new RuleVersion(
                rule, 0, false, rule.severity(), Map.of(), Set.of(), Optional.empty());
  }
}
