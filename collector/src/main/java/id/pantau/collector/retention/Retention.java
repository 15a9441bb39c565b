package id.pantau.collector.retention;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Worker;
import id.pantau.collector.region.Region;
import id.pantau.collector.retention.RetentionStore.Aged;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Deletes by age: positions a whole day at a time, of which a thinned route stays; later trips and
 * stops; last the kilometres of a day. Never what is held, in use, or not yet derived. Safe for all
 * threads; several collectors may run it.
 */
public final class Retention implements AutoCloseable {

  /** As whom it writes into the audit. */
  private static final String WHO = "retention";

  /** Whoever has just started has more urgent things to do. */
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);

  /** After a day that was large others get their turn. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final int MOST_NEXT = 7;

  private static final Duration LOOK_EVERY = Duration.ofMinutes(30);
  private static final Duration FAULT_PAUSE = Duration.ofMinutes(5);

  private final Db db;
  private final Region region;
  private final Tracks tracks;
  private final Audit audit;
  private final RetentionSettings settings;
  private final InstantSource clock;
  private final Worker worker = new Worker("delete by age", FAULT_PAUSE, this::work);
  private final Counter retired = counter("retired");
  private final Counter waiting = counter("waiting");
  private LocalDate sweptOn = LocalDate.MIN; // only the worker

  /** What is asked of other packages. */
  public record Sources(Region region, Tracks tracks, Audit audit) {}

  public Retention(Db db, Sources sources, RetentionSettings settings, InstantSource clock) {
    this.db = db;
    this.region = sources.region();
    this.tracks = sources.tracks();
    this.audit = sources.audit();
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins to delete, some minutes from now. */
  public void start() {
    worker.start(FIRST_PAUSE);
  }

  @Override
  public void close() {
    worker.close();
  }

  /** Deletes all that is due now; for tests and tools that cannot wait for the worker. */
  public void deleteDue() {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = retireOne();
    }
    sweep();
  }

  private Duration work() {
    if (retireOne()) {
      return PAUSE;
    }
    if (!region.today().equals(sweptOn)) {
      sweep();
      sweptOn = region.today();
    }
    return LOOK_EVERY;
  }

  /**
   * Retires one day, of those that are due; one that has to wait keeps no other waiting.
   *
   * @return whether there was one
   */
  private boolean retireOne() {
    tellAudit(); // also of one after which somebody pulled the plug
    LocalDate from = settings.positionsFrom(region.today());
    for (LocalDate day : tracks.listStoredDays()) {
      if (day.isBefore(from) && !isHeld(day)) {
        if (tracks.retire(day)) {
          retired.increment();
          tellAudit();
          return true;
        }
        waiting.increment();
      }
    }
    return false;
  }

  private boolean isHeld(LocalDate day) {
    return db.asService(session -> new RetentionStore(session).isHeld(day));
  }

  private void tellAudit() {
    List<RetiredDay> untold = db.asService(session -> new RetentionStore(session).listUntold());
    for (RetiredDay each : untold) {
      audit.record(
          WHO,
          "positions-deleted",
          "day:" + each.day(),
          "bytes:" + each.bytes() + " routes-kept:" + each.routes());
      db.asService(
          session -> {
            new RetentionStore(session).told(each.day());
            return each;
          });
    }
  }

  private void sweep() {
    LocalDate today = region.today();
    LocalDate tripsFrom = settings.tripsFrom(today);
    for (Aged each :
        List.of(
            Aged.TRIP,
            Aged.STOP,
            Aged.PRESENCE,
            Aged.GAP,
            Aged.CROSSING,
            Aged.PRIVATE_TIME,
            Aged.ROUTE,
            Aged.LINE,
            Aged.EVENT)) {
      delete(each, tripsFrom);
    }
    delete(Aged.SUMMARY, settings.summariesFrom(today));
    delete(Aged.DEAD_LETTER, settings.positionsFrom(today));
  }

  private void delete(Aged what, LocalDate before) {
    long rows = db.asService(session -> new RetentionStore(session).deleteBefore(what, before));
    if (rows > 0) {
      audit.record(WHO, "rows-deleted", what.table(), "before:" + before + " rows:" + rows);
    }
  }

  /**
   * What is kept how long, what was deleted, what goes next, and what is held.
   *
   * @param storedDays how many days have all their positions
   * @param next the oldest of them, at most {@value #MOST_NEXT}
   */
  public record State(
      int positionsDays,
      int tripsDays,
      int summariesDays,
      int storedDays,
      List<NextDay> next,
      List<RetiredDay> retired,
      List<Hold> holds) {}

  /**
   * A day whose positions are still there.
   *
   * @param goesOn the day on which it is old enough; when that is past and nobody holds it, it
   *     waits until it is derived, judged and read by nobody
   */
  public record NextDay(LocalDate day, LocalDate goesOn, boolean held) {}

  public State state() {
    LocalDate today = region.today();
    // Partitions are made ahead: what is to come holds nothing yet.
    List<LocalDate> stored =
        tracks.listStoredDays().stream().filter(day -> !day.isAfter(today)).sorted().toList();
    return db.asService(
        session -> {
          var store = new RetentionStore(session);
          return new State(
              settings.positionsDays(),
              settings.tripsDays(),
              settings.summariesDays(),
              stored.size(),
              stored.stream()
                  .limit(MOST_NEXT)
                  .map(day -> new NextDay(day, settings.goesOn(day), store.isHeld(day)))
                  .toList(),
              store.listRetired(),
              store.listHolds());
        });
  }

  /**
   * What somebody wants to be kept.
   *
   * @param toDay the last day
   */
  public record Wish(LocalDate fromDay, LocalDate toDay, String reason) {}

  /**
   * From now on nothing is deleted of these days; its number.
   *
   * @throws Problem 422 without a reason, or when the days are in the wrong order
   */
  public int hold(Viewer by, Wish wish) {
    String reason = wish.reason().strip();
    if (reason.length() < FieldCheck.SENTENCE_MIN || reason.length() > FieldCheck.SENTENCE_MAX) {
      throw Problem.of(422, "reason-wrong", FieldCheck.SENTENCE_MIN, FieldCheck.SENTENCE_MAX);
    }
    if (wish.toDay().isBefore(wish.fromDay())) {
      throw Problem.of(422, "days-in-wrong-order");
    }
    int id =
        db.asService(
            session ->
                new RetentionStore(session)
                    .addHold(wish.fromDay(), wish.toDay(), reason, now(), by.userName()));
    String days = wish.fromDay() + ".." + wish.toDay();
    audit.record(by.userName(), "retention-hold-made", "hold:" + id, days + " " + reason);
    return id;
  }

  /**
   * These days age again.
   *
   * @throws Problem 404 when there is no such hold, or it has ended
   */
  public void endHold(Viewer by, int id) {
    boolean ended =
        db.asService(session -> new RetentionStore(session).endHold(id, now(), by.userName()));
    if (!ended) {
      throw Problem.of(404, "no-such-hold");
    }
    audit.record(by.userName(), "retention-hold-ended", "hold:" + id, "");
  }

  /** As fine as PostgreSQL keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Counter counter(String result) {
    return Metrics.globalRegistry()
        .getOrCreate(
            Counter.builder("pantau_retention_days")
                .description("Days of positions: deleted by age, or due and not to be deleted yet")
                .tags(List.of(Tag.create("result", result))));
  }
}
