package id.pantau.collector.track;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Writes fixes and newest positions, and reads the newest positions back. */
final class TrackStore {
  private static final Sql ADD_BLOCKS = Sql.beside(TrackStore.class, "add-blocks.sql");
  private static final Sql RAISE_LATEST = Sql.beside(TrackStore.class, "raise-latest.sql");
  private static final Sql MARK_DIRTY = Sql.beside(TrackStore.class, "mark-dirty.sql");
  private static final Sql LIST_LATEST = Sql.beside(TrackStore.class, "list-latest.sql");
  private static final Sql ENSURE_PARTITION =
      Sql.of("SELECT ensure_fix_partition(CAST(:day AS date)) AS made");

  private final Session session;

  TrackStore(Session session) {
    this.session = session;
  }

  /** A day of the region of one tracker. */
  record DeviceDay(int deviceNo, LocalDate day) {}

  void ensurePartition(LocalDate day) {
    session.get(ENSURE_PARTITION, Map.of("day", day));
  }

  /** Stores fixes that {@link StoredSeqs} has claimed. */
  void add(List<ReceivedFix> fixes) {
    List<FixBlock> blocks = FixBlocks.of(fixes);
    var params = new HashMap<String, Object>();
    params.put("hours", doubles(blocks, b -> b.hourMs() / 1e3));
    params.put("receivedAts", doubles(blocks, b -> b.receivedAtMs() / 1e3));
    params.put("epochs", blocks.stream().mapToLong(FixBlock::epoch).toArray());
    params.put("firstSeqs", blocks.stream().mapToLong(FixBlock::firstSeq).toArray());
    params.put("devices", blocks.stream().mapToInt(FixBlock::deviceNo).toArray());
    params.put("souths", blocks.stream().mapToInt(b -> b.box()[0]).toArray());
    params.put("wests", blocks.stream().mapToInt(b -> b.box()[1]).toArray());
    params.put("norths", blocks.stream().mapToInt(b -> b.box()[2]).toArray());
    params.put("easts", blocks.stream().mapToInt(b -> b.box()[3]).toArray());
    params.put("privates", booleans(blocks, FixBlock::isPrivate));
    params.put("records", blocks.stream().map(FixBlock::records).toArray(byte[][]::new));
    session.change(ADD_BLOCKS, params);
  }

  /**
   * Replaces the newest positions that these are newer than.
   *
   * @param candidates one a device, sorted by device
   * @return those that became the newest
   */
  List<Newest> raiseLatest(List<Newest> candidates) {
    var params = new HashMap<String, Object>();
    params.put("devices", candidates.stream().mapToInt(Newest::deviceNo).toArray());
    params.put("fixTimes", doubles(candidates, n -> seconds(n.fix().fixTime())));
    params.put("receivedAts", doubles(candidates, n -> seconds(n.receivedAt())));
    params.put("epochs", candidates.stream().mapToLong(Newest::epoch).toArray());
    params.put("seqs", candidates.stream().mapToLong(Newest::seq).toArray());
    params.put("sinces", doubles(candidates, n -> seconds(n.since())));
    params.put("batchFroms", doubles(candidates, n -> seconds(n.batchFrom())));
    params.put("speeds", shorts(candidates, Newest::speedDms));
    params.put("courses", shorts(candidates, Newest::courseDeg));
    params.put("flags", shorts(candidates, n -> n.fix().flags()));
    params.put("standing", booleans(candidates, Newest::standing));
    params.put("lats", doubles(candidates, n -> n.at().lat()));
    params.put("lons", doubles(candidates, n -> n.at().lon()));
    Map<Integer, Instant> raised = new HashMap<>();
    for (Row row : session.list(RAISE_LATEST, params)) {
      raised.put(row.getInt("device_no"), row.getInstant("since"));
    }
    return candidates.stream()
        .filter(n -> raised.containsKey(n.deviceNo()))
        .map(n -> n.withSince(raised.get(n.deviceNo())))
        .toList();
  }

  /**
   * @param days sorted by device, then day
   */
  void markDirty(Collection<DeviceDay> days, Instant dueAt) {
    session.change(
        MARK_DIRTY,
        Map.of(
            "devices", days.stream().mapToInt(DeviceDay::deviceNo).toArray(),
            "days", days.stream().mapToInt(d -> Math.toIntExact(d.day().toEpochDay())).toArray(),
            "dueAt", dueAt));
  }

  List<Newest> listLatest() {
    return session.list(LIST_LATEST, Map.of()).stream().map(TrackStore::newest).toList();
  }

  private static Newest newest(Row row) {
    Instant fixTime = row.getInstant("fix_time");
    Fix fix =
        new Fix(
            fixTime,
            new LatLon(row.getDouble("lat"), row.getDouble("lon")),
            Fix.Mode.FIX_3D,
            row.findInt("speed_dms").stream().mapToDouble(s -> s / 10.0).findAny().orElse(NaN),
            row.findInt("course_deg").stream().asDoubleStream().findAny().orElse(NaN),
            NaN,
            NaN,
            Fix.UNKNOWN_SATELLITES,
            row.getInt("flags"));
    return new Newest(
        row.getInt("device_no"),
        row.getLong("epoch"),
        row.getLong("seq"),
        fix,
        row.getInstant("received_at"),
        row.getBoolean("standing"),
        row.getInstant("since"),
        row.getInstant("batch_from"));
  }

  private static final double NaN = Double.NaN;

  private static <T> boolean[] booleans(List<T> rows, Predicate<T> value) {
    boolean[] column = new boolean[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = value.test(rows.get(i));
    }
    return column;
  }

  /** Exact: a double keeps a millisecond of this century to a quarter of a microsecond. */
  static double seconds(Instant time) {
    return time.toEpochMilli() / 1e3;
  }

  private static <T> double[] doubles(List<T> rows, ToDoubleFunction<T> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  private static <T> short[] shorts(List<T> rows, ToLongFunction<T> value) {
    short[] column = new short[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = (short) value.applyAsLong(rows.get(i));
    }
    return column;
  }
}
