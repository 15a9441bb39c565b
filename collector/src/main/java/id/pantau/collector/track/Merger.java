package id.pantau.collector.track;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.Worker;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.MergedBlocks.Merged;
import id.pantau.collector.track.TrackStore.DeviceDay;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges the small blocks in which the fixes of an hour came into few large ones, once the hour is
 * over, and again when late ones come.
 *
 * <p>A day of a tracker is one transaction: whoever reads sees it as before or as after, and who
 * dies halfway leaves it as it was. Several collectors may run this; a day that one of them works
 * at is left to it. A day that has been over for a day is then written anew as a whole.
 */
final class Merger implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Merger.class.getName());

  /** By then an hour of a tracker within reach is complete; what comes later is merged later. */
  static final Duration SETTLED_AFTER = Duration.ofMinutes(15);

  private static final Duration HOUR = Duration.ofHours(1);

  /** Somewhen in the hour that is written now: then it is over and settled. */
  static final Duration DUE_AFTER = HOUR.plus(SETTLED_AFTER);

  /** So much comes into a packed day before it is packed again. */
  private static final int HOLES = 100;

  /** What takes half a minute to be written stays as it is: its vehicles cannot be read so long. */
  private static final long MOST_PACKED_BYTES = 1_000_000_000;

  /** There is no hurry. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  /** After a day it rests at least for so long, and at least as long as the day took. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Sql CLAIM = Sql.beside(Merger.class, "claim-loose.sql");
  private static final Sql LIST = Sql.beside(Merger.class, "list-loose.sql");
  private static final Sql TAKE = Sql.beside(Merger.class, "take-blocks.sql");
  private static final Sql ADD = Sql.beside(Merger.class, "add-merged-block.sql");
  private static final Sql FIND_UNPACKED = Sql.beside(Merger.class, "find-unpacked.sql");
  private static final Sql PACK =
      Sql.of("SELECT pack_fix_day(CAST(:day AS date), CAST(:most AS bigint)) AS packed");
  private static final Sql UNPACK = Sql.of("DELETE FROM packed_day WHERE day = CAST(:day AS date)");
  private static final Sql FINISH =
      Sql.of("DELETE FROM loose_day WHERE device_no = :deviceNo AND day = CAST(:day AS date)");
  private static final Sql LATER =
      Sql.of(
          """
          UPDATE loose_day SET due_at = CAST(:dueAt AS timestamptz) WHERE device_no = :deviceNo AND day = CAST(:day AS date)
          """);

  private final Db db;
  private final Region region;
  private final InstantSource clock;
  private final Worker worker = new Worker("merge blocks", LOOK_EVERY, this::work);
  private final Counter taken = counter("taken");
  private final Counter made = counter("made");
  private final Counter packed =
      Metrics.globalRegistry()
          .getOrCreate(
              Counter.builder("pantau_track_packed_days")
                  .description("Days of positions written anew, by vehicle"));

  Merger(Db db, Region region, InstantSource clock) {
    this.db = db;
    this.region = region;
    this.clock = clock;
  }

  /** Merges what becomes due, in the background, until it is closed. */
  void start() {
    worker.start(LOOK_EVERY);
  }

  /** Merges and packs all that is due now; for tests and tools that cannot wait for the worker. */
  void mergeDue() {
    while (doOne()) {
      LOG.log(System.Logger.Level.DEBUG, "merged or packed a day");
    }
  }

  private boolean doOne() {
    return mergeOne() || packOne();
  }

  private Duration work() {
    long began = System.nanoTime();
    if (!doOne()) {
      return LOOK_EVERY;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return took.compareTo(PAUSE) > 0 ? took : PAUSE;
  }

  @Override
  public void close() {
    worker.close();
  }

  /** What lies in more than one block of an hour. */
  private record Loose(Instant hour, long epoch, boolean isPrivate) {}

  /** How many blocks went and came. */
  private record Change(long taken, long made) {
    static final Change NOTHING = new Change(0, 0);

    Change plus(Change other) {
      return new Change(taken + other.taken, made + other.made);
    }
  }

  /**
   * Merges one day of a tracker, of those that are due.
   *
   * @return whether there was one
   */
  boolean mergeOne() {
    Instant now = clock.instant();
    Optional<Change> done =
        db.asService(
            session ->
                session
                    .find(CLAIM, Map.of("now", now))
                    .map(row -> new DeviceDay(row.getInt("device_no"), row.getDate("day")))
                    .map(day -> merge(session, day, now)));
    done.ifPresent(
        change -> {
          taken.increment(change.taken);
          made.increment(change.made);
        });
    return done.isPresent();
  }

  /**
   * Writes a day anew without holes, by vehicle, that has been over for a day.
   *
   * @return whether there was one, and nobody was using it
   */
  boolean packOne() {
    LocalDate yesterday = LocalDate.ofInstant(clock.instant(), region.zone()).minusDays(1);
    boolean done =
        db.asService(
            session ->
                session
                    .find(FIND_UNPACKED, Map.of("before", yesterday))
                    .map(
                        row ->
                            session.get(
                                PACK, Map.of("day", row.getDate("day"), "most", MOST_PACKED_BYTES)))
                    .map(row -> row.getBoolean("packed"))
                    .orElse(false));
    if (done) {
      packed.increment();
    }
    return done;
  }

  private Change merge(Session session, DeviceDay day, Instant now) {
    // A block lies in the partition of the day in which its hour begins.
    Instant from = day.day().atStartOfDay(region.zone()).toInstant().truncatedTo(ChronoUnit.HOURS);
    Instant end = day.day().plusDays(1).atStartOfDay(region.zone()).toInstant();
    Instant settled = now.minus(SETTLED_AFTER).truncatedTo(ChronoUnit.HOURS);
    Instant until = settled.isBefore(end) ? settled : end;
    Change change = Change.NOTHING;
    for (Loose loose : list(session, day.deviceNo(), from, until)) {
      change = change.plus(merge(session, day.deviceNo(), loose));
    }
    Map<String, Object> key = Map.of("deviceNo", day.deviceNo(), "day", day.day());
    if (until.isBefore(end)) {
      session.change(
          LATER,
          Map.of(
              "deviceNo", day.deviceNo(),
              "day", day.day(),
              "dueAt", now.plus(HOUR)));
    } else {
      session.change(FINISH, key);
    }
    if (change.taken >= HOLES) {
      session.change(UNPACK, Map.of("day", day.day()));
    }
    return change;
  }

  private static List<Loose> list(Session session, int deviceNo, Instant from, Instant until) {
    return session
        .list(
            LIST,
            Map.of(
                "deviceNo", deviceNo, "from", from, "until", until, "most", FixBlocks.MAX_RECORDS))
        .stream()
        .map(
            row ->
                new Loose(row.getInstant("hour"), row.getLong("epoch"), row.getBoolean("private")))
        .toList();
  }

  private static Change merge(Session session, int deviceNo, Loose loose) {
    Map<String, Object> key =
        Map.of(
            "hour", loose.hour,
            "deviceNo", deviceNo,
            "epoch", loose.epoch,
            "private", loose.isPrivate);
    var row = session.get(TAKE, key);
    List<Merged> merged = MergedBlocks.of(row.getBytes("blocks"));
    for (Merged block : merged) {
      var params = new HashMap<String, Object>(key);
      params.put("receivedAt", Instant.ofEpochMilli(block.receivedAtMs()));
      params.put("firstSeq", block.firstSeq());
      params.put("south", block.box()[0]);
      params.put("west", block.box()[1]);
      params.put("north", block.box()[2]);
      params.put("east", block.box()[3]);
      params.put("records", block.records());
      params.put("arrivals", block.arrivals());
      session.change(ADD, params);
    }
    return new Change(row.getLong("block_count"), merged.size());
  }

  private static Counter counter(String result) {
    return Metrics.globalRegistry()
        .getOrCreate(
            Counter.builder("pantau_track_blocks")
                .description("Blocks of positions: small ones taken, merged ones made of them")
                .tags(List.of(Tag.create("result", result))));
  }
}
