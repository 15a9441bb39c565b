package id.pantau.acceptance.chaos;

import id.pantau.acceptance.chain.Acknowledger;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.wire.Topics;
import id.pantau.workbench.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Trackers on serial lines, a broker, the collector and PostgreSQL, all as processes that die and
 * come back, first in chaos, then in peace; at the end the {@link Oracle} compares what the
 * trackers had committed with what is stored.
 *
 * <p>Two phases, as safety and liveness are judged apart: in the chaos nothing may be lost, after
 * it everything must have arrived within {@link #DRAIN_LIMIT}.
 */
public final class ChaosRun {
  /** So long after the last fault everything must be stored. */
  public static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  /** With rushed acknowledgements what has not come by then never comes. */
  private static final Duration RUSHED_LIMIT = Duration.ofSeconds(10);

  /** A tracker that has committed nothing for so long has read its line to the end. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  /**
   * Fix times begin so long ago: a second of driving takes less than one, and none may be ahead.
   */
  private static final Duration AGO = Duration.ofHours(12);

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  /** What comes in it is in memory only. */
  private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

  /** The first may be of what is stored already. */
  private static final int RUSHED_MESSAGES = 3;

  /** Trackers that may send send so many within that. */
  private static final Duration RUSHED_MOMENT_LIMIT = Duration.ofSeconds(20);

  /** So long a name takes through the broker to the journal of the tracker. */
  private static final Duration NAMED_AFTER = Duration.ofMillis(500);

  /** A name of a second collector that the access list of the broker knows. */
  private static final String RUSHED_NAME = "collector-1";

  private final Settings settings;
  private final Backbone backbone;
  private final CollectorProcess collector;
  private final List<ChaosTracker> trackers;
  private final Consumer<String> log;
  private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class); // guarded by itself

  /** How many messages were named to their trackers before they were stored. */
  private final AtomicInteger rushed = new AtomicInteger();

  private long beginNanos;

  /**
   * @param time how long the chaos lasts
   * @param rushed whether records are named to their trackers before they are stored: the negative
   *     control
   */
  public record Settings(long seed, Duration time, int trackers, boolean rushed) {}

  /**
   * How it ended.
   *
   * @param faults how often each has happened
   * @param drained from the last fault until everything committed was stored; the limit where it
   *     was not
   * @param deadLetters payloads that the collector could not read
   * @param waiting records that trackers still keep for the collector
   */
  public record Report(
      Settings settings,
      Oracle.Verdict verdict,
      Map<Fault, Integer> faults,
      Duration drained,
      long deadLetters,
      long waiting) {

    /** Whether nothing went wrong, and enough happened to say so. */
    public boolean isClean() {
      return verdict.isClean()
          && verdict.created() > 0
          && faults.size() == Fault.values().length
          && drained.compareTo(DRAIN_LIMIT) < 0
          && deadLetters == 0
          && waiting == 0;
    }
  }

  private ChaosRun(
      Settings settings,
      Backbone backbone,
      CollectorProcess collector,
      List<ChaosTracker> trackers,
      Consumer<String> log) {
    this.settings = settings;
    this.backbone = backbone;
    this.collector = collector;
    this.trackers = trackers;
    this.log = log;
  }

  /**
   * Runs all of it in a folder, which holds the logs of every process afterwards.
   *
   * @param log hears what happens, a line each, from several threads
   */
  public static Report run(Settings settings, Path folder, Consumer<String> log) {
    Instant start = InstantSource.system().instant().minus(AGO).truncatedTo(ChronoUnit.SECONDS);
    var trackers = new ArrayList<ChaosTracker>();
    try (Backbone backbone = Backbone.startToBreak(folder);
        CollectorProcess collector = CollectorProcess.start(backbone, folder)) {
      for (int i = 1; i <= settings.trackers(); i++) {
        trackers.add(ChaosTracker.start(backbone, folder, i, start, settings.seed()));
      }
      return new ChaosRun(settings, backbone, collector, trackers, log).run();
    } finally {
      trackers.forEach(ChaosTracker::close);
    }
  }

  private Report run() {
    Await.until(
        "every tracker has stored something",
        START_LIMIT,
        () -> devices(stored()).size() == trackers.size());
    if (settings.rushed()) {
      // Beside the real collector: like the many systems that delete at the PUBACK. It must find
      // loss.
      try (var rusher =
          Acknowledger.start(backbone.broker(), backbone.authority(), RUSHED_NAME, this::rush)) {
        chaos();
        return judge();
      }
    }
    chaos();
    return judge();
  }

  private void chaos() {
    beginNanos = System.nanoTime();
    try (ExecutorService places = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (Fault.Place place : Fault.Place.values()) {
        List<FaultPlan.Planned> plan = FaultPlan.of(place, settings.time(), settings.seed());
        running.add(places.submit(() -> plan.forEach(this::strike)));
      }
      for (Future<?> place : running) {
        place.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the chaos could not go on", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in the chaos", e);
    }
  }

  private void strike(FaultPlan.Planned planned) {
    pauseUntil(beginNanos + planned.at().toNanos());
    ChaosTracker tracker = trackers.get(planned.dice() % trackers.size());
    log.accept(
        "%6.2f s %s %s"
            .formatted(
                (System.nanoTime() - beginNanos) / 1e9,
                planned.fault().word(),
                planned.fault().place() == Fault.Place.SERVER ? "" : tracker.device()));
    switch (planned.fault()) {
      case AGENT_KILLED -> tracker.agent().kill9();
      case LINK_CUT -> tracker.link().cut();
      case LINK_SILENT -> tracker.link().silence();
      case BROKER_KILLED -> backbone.broker().kill9();
      case COLLECTOR_KILLED -> collector.kill9();
      case DATABASE_STOPPED -> backbone.postgres().stopImmediate();
      case SERVER_POWER_CUT -> {
        backbone.postgres().stopImmediate();
        lastMoment();
        backbone.broker().kill9();
        collector.kill9();
      }
    }
    pauseUntil(System.nanoTime() + planned.outage().toNanos());
    switch (planned.fault()) {
      case AGENT_KILLED -> tracker.agent().restart();
      case LINK_CUT, LINK_SILENT -> tracker.link().heal();
      case BROKER_KILLED -> backbone.broker().restart();
      case COLLECTOR_KILLED -> collector.restart();
      case DATABASE_STOPPED -> backbone.postgres().restart();
      case SERVER_POWER_CUT -> {
        backbone.postgres().restart();
        backbone.broker().restart();
        collector.restart();
      }
    }
    synchronized (happened) {
      happened.merge(planned.fault(), 1, Integer::sum);
    }
  }

  /** On a thread of the one in a hurry. */
  private void rush(Topics.Source from, byte[] payload) {
    if (from.lane() == Topics.Up.TRACK || from.lane() == Topics.Up.LIVE) {
      rushed.incrementAndGet();
    }
  }

  /**
   * While the database is gone. With rushed acknowledgements until some were given: else it is luck
   * whether anything is lost, and the more so the faster a machine starts everything again.
   */
  private void lastMoment() {
    if (settings.rushed()) {
      int enough = rushed.get() + RUSHED_MESSAGES;
      Await.until(
          "something is named in a hurry", RUSHED_MOMENT_LIMIT, () -> rushed.get() >= enough);
      pauseUntil(System.nanoTime() + NAMED_AFTER.toNanos());
    } else {
      pauseUntil(System.nanoTime() + LAST_MOMENT.toNanos());
    }
  }

  private static void pauseUntil(long nanos) {
    for (long rest = nanos - System.nanoTime(); rest > 0; rest = nanos - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }

  /** Peace: what is on its way arrives, and then nothing moves any more. */
  private Report judge() {
    long healedNanos = System.nanoTime();
    trackers.forEach(ChaosTracker::endOfDrive);
    Duration drained = drain(healedNanos);
    if (!settings.rushed() && drained.compareTo(DRAIN_LIMIT) >= 0) {
      sayWhoWaits();
    }
    long waiting = drained.compareTo(DRAIN_LIMIT) < 0 ? awaitEmptyJournals() : waiting();
    // A tracker that ends in good order would commit its last seconds, and nobody would fetch them.
    trackers.forEach(tracker -> tracker.agent().kill9());
    Oracle.Verdict verdict = Oracle.judge(committed(), stored());
    return new Report(
        settings, verdict, Map.copyOf(happened), drained, count("dead_letter"), waiting);
  }

  private Duration drain(long healedNanos) {
    Duration limit = settings.rushed() ? RUSHED_LIMIT : DRAIN_LIMIT;
    int before = -1;
    long changedNanos = healedNanos;
    Duration arrived = DRAIN_LIMIT;
    while (System.nanoTime() - healedNanos < limit.toNanos()) {
      Set<RecordKey> committed = keys(committed());
      long now = System.nanoTime();
      if (committed.size() != before) {
        before = committed.size();
        changedNanos = now;
        arrived = DRAIN_LIMIT;
      }
      boolean complete = keys(stored()).containsAll(committed);
      if (complete && arrived.equals(DRAIN_LIMIT)) {
        arrived = Duration.ofNanos(now - healedNanos);
      }
      if (complete && now - changedNanos > QUIET.toNanos()) {
        return arrived;
      }
      pauseUntil(now + Duration.ofMillis(200).toNanos());
    }
    return DRAIN_LIMIT;
  }

  /** The last words of all, while they still live: afterwards nobody can tell why. */
  private void sayWhoWaits() {
    log.accept("not drained; collector:\n" + collector.tail());
    for (ChaosTracker tracker : trackers) {
      log.accept("not drained; " + tracker.device() + ":\n" + tracker.agent().tail());
    }
  }

  /** What the trackers say of themselves in the reports on their health. */
  private long awaitEmptyJournals() {
    try {
      Await.until("the trackers say that nothing waits", DRAIN_LIMIT, () -> waiting() == 0);
      return 0;
    } catch (AssertionError stillWaiting) {
      return waiting();
    }
  }

  private long waiting() {
    return StoredRecords.count(
        backbone.jdbcUrl(), "SELECT coalesce(sum(journal_depth), 0) FROM device_health");
  }

  private List<Seen> committed() {
    return trackers.stream().flatMap(tracker -> tracker.committed().stream()).toList();
  }

  private List<Seen> stored() {
    return StoredRecords.read(backbone.jdbcUrl());
  }

  private long count(String table) {
    return StoredRecords.count(backbone.jdbcUrl(), "SELECT count(*) FROM " + table);
  }

  private static Set<RecordKey> keys(List<Seen> records) {
    return records.stream().map(Seen::key).collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<String> devices(List<Seen> records) {
    return records.stream().map(seen -> seen.key().device().value()).collect(Collectors.toSet());
  }
}
