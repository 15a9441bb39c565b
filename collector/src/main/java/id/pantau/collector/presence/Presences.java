package id.pantau.collector.presence;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Worker;
import id.pantau.collector.presence.PresencePolicy.Stay;
import id.pantau.collector.presence.PresenceStore.Due;
import id.pantau.collector.presence.PresenceStore.Key;
import id.pantau.collector.region.Area;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.track.DerivedStop;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * In which kecamatan and desa official vehicles were present: how many, how long, on how many days.
 * Counted from the stops of derived days by {@link PresencePolicy}, some minutes after they are
 * derived. Safe for all threads; several collectors share the counting.
 */
public final class Presences implements AutoCloseable {
  /** One transaction: some thousand stops, about a fifth of a second. */
  private static final int DAYS_AT_ONCE = 300;

  /** Nobody judges a kecamatan by the last five minutes, and a live day is derived all the time. */
  public static final Duration LOOK_EVERY = Duration.ofMinutes(5);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

  /** Of the code of a kecamatan, 52.03.01, and of a desa, 52.03.01.2001. */
  private static final int KECAMATAN_LENGTH = 8;

  private static final int DESA_LENGTH = 13;

  private final Db db;
  private final Region region;
  private final Duration lookEvery;
  private final Worker worker = new Worker("count presence", FAULT_PAUSE, this::work);

  /**
   * @param lookEvery how long what is derived waits to be counted
   */
  public Presences(Db db, Region region, Duration lookEvery) {
    this.db = db;
    this.region = region;
    this.lookEvery = lookEvery;
  }

  /** Begins to count. */
  public void start() {
    worker.start(lookEvery);
  }

  @Override
  public void close() {
    worker.close();
  }

  /** Counts all that is due now; for tests and tools that cannot wait for the worker. */
  public void countDue() {
    int counted = DAYS_AT_ONCE;
    while (counted == DAYS_AT_ONCE) {
      counted = countSome();
    }
  }

  private Duration work() {
    return countSome() == DAYS_AT_ONCE ? PAUSE : lookEvery;
  }

  private int countSome() {
    // Read before the areas are used: if they change meanwhile the day is counted once more.
    int version = region.areasVersion();
    return db.asService(
        session -> {
          var store = new PresenceStore(session);
          List<Due> days = store.claimDue(version, DAYS_AT_ONCE);
          if (!days.isEmpty()) {
            Map<Key, List<DerivedStop>> stops = store.listStops(days);
            var stays = new HashMap<Key, List<Stay>>();
            for (Due due : days) {
              stays.put(due.key(), count(due, stops.getOrDefault(due.key(), List.of())));
            }
            store.save(days, stays, version);
          }
          return days.size();
        });
  }

  private List<Stay> count(Due due, List<DerivedStop> stops) {
    List<Area> offices =
        region.listAreas().stream()
            .filter(area -> area.kind().equals("office"))
            .filter(area -> area.opdId().equals(OptionalInt.of(due.opdId())))
            .toList();
    Region.Span span =
        due.service()
            ? region.wholeDay(due.key().day())
            : region.onDuty(due.opdId(), due.key().day());
    return PresencePolicy.count(
        new PresencePolicy.Day(span.from(), span.until(), stops),
        at -> offices.stream().anyMatch(office -> office.covers(at)),
        at -> region.desaOf(at).map(desa -> OptionalInt.of(desa.id())).orElse(OptionalInt.empty()));
  }

  /**
   * What is asked.
   *
   * @param from the first day
   * @param to the last day
   * @param kecamatan the code of one, to be shown its desa; else all kecamatan
   * @param opdId only vehicles that this agency kept on the day
   * @param use only vehicles of this class, of those that the reader may see now
   */
  public record Question(
      LocalDate from,
      LocalDate to,
      Optional<String> kecamatan,
      OptionalInt opdId,
      Optional<String> use) {}

  /**
   * Figures of a place over the days that were asked about.
   *
   * @param vehicleCount different vehicles that stood there
   * @param dayCount days on which at least one did
   * @param stayCount how often, all vehicles together
   * @param stayedS how long, all vehicles together: two that stand side by side count twice
   */
  public record Figures(
      int vehicleCount, int dayCount, long stayCount, long stayedS, Optional<LocalDate> lastDay) {
    static final Figures NONE = new Figures(0, 0, 0, 0, Optional.empty());
  }

  /** A kecamatan or desa with its figures. */
  public record Place(Area area, Figures figures) {}

  /**
   * The answer.
   *
   * @param places every kecamatan (or desa of one), also those where nobody was, by code
   * @param all a vehicle that was in two places is one vehicle here
   * @param waiting days of vehicles before today that are not counted yet; today goes on
   */
  public record Answer(List<Place> places, Figures all, long waiting) {}

  private static LocalDate earlier(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? a : b;
  }

  /** What this viewer may see of it. */
  public Answer find(Viewer viewer, Question question) {
    boolean ofDesa = question.kecamatan().isPresent();
    return db.as(
        viewer,
        session -> {
          var store = new PresenceStore(session);
          Map<String, Figures> sums =
              store.sumPlaces(question, ofDesa ? DESA_LENGTH : KECAMATAN_LENGTH);
          List<Place> places =
              region.listAreas().stream()
                  .filter(
                      area ->
                          ofDesa
                              ? area.isDesa()
                                  && area.code().startsWith(question.kecamatan().get() + ".")
                              : area.kind().equals("kecamatan"))
                  .map(area -> new Place(area, sums.getOrDefault(area.code(), Figures.NONE)))
                  .toList();
          return new Answer(
              places,
              sums.getOrDefault("", Figures.NONE),
              store.countDue(question.from(), earlier(question.to(), region.today().minusDays(1))));
        });
  }

  /**
   * A vehicle that was in a place.
   *
   * @param opdId the agency that kept it on those days
   */
  public record Guest(
      int vehicleId, int opdId, int dayCount, long stayCount, long stayedS, LocalDate lastDay) {}

  /** The vehicles behind the figures of a place; the one that was there last is first. */
  public List<Guest> listVehicles(Viewer viewer, Question question, Area place) {
    return db.as(
        viewer, session -> new PresenceStore(session).listVehicles(question, place.code()));
  }
}
