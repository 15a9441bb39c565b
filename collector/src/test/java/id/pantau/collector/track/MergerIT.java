package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.DatabaseAway;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Region;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks are merged, and to whoever reads positions nothing has happened. */
class MergerIT {
  /** Midnight of the 25th in Lombok. In the past: far ahead of the clock is refused. */
  private static final Instant MIDNIGHT = Instant.parse("2025-11-24T16:00:00Z");

  private static final Instant TEN = MIDNIGHT.plus(Duration.ofHours(10));
  private static final Instant NEXT_NOON = MIDNIGHT.plus(Duration.ofHours(36));

  private static final String ALL = "SELECT * FROM fix ORDER BY device_no, epoch, seq";
  private static final String BLOCKS = "SELECT count(*) FROM fix_block";
  private static final String LOOSE = "SELECT day FROM loose_day ORDER BY day";

  /** Whoever waits for a lock at this moment, with the statement that waits. */
  private static final String WAITING =
      """
      SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%DELETE FROM fix_block%'
      """;

  private final AtomicReference<Instant> now = new AtomicReference<>(TEN);
  private final DbSettings settings = TestDb.freshSettings();
  private Db db;
  private Tracks tracks;
  private Fleet fleet;
  private Merger merger;
  private Connection owner;
  private int device;
  private long seq;

  @BeforeEach
  void open() throws SQLException {
    db = Db.open(settings);
    Region region = Region.open(db, "lombok-timur", now::get);
    fleet = new Fleet(db, region, now::get);
    tracks = new Tracks(db, fleet, region, now::get, Duration.ZERO);
    merger = new Merger(db, region, now::get);
    device = fleet.deviceNo(new DeviceId("trk-1"));
    owner =
        DriverManager.getConnection(
            settings.url(), settings.owner().user(), settings.owner().password());
  }

  @AfterEach
  void close() throws SQLException {
    owner.close();
    db.close();
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = owner.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        var row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(result.getString(i)).append(' ');
        }
        rows.add(row.toString().strip());
      }
    }
    return rows;
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).getFirst());
  }

  private static Fix fix(Instant time, int flags) {
    int i = (int) time.getEpochSecond() % 1_000;
    return new Fix(
        time,
        new LatLon(-8.65 + i * 1e-5, 116.53 - i * 1e-5),
        i % 2 == 0 ? Fix.Mode.FIX_3D : Fix.Mode.FIX_2D,
        i % 7 == 0 ? Double.NaN : i % 30,
        i % 5 == 0 ? Double.NaN : i % 360,
        i % 3 == 0 ? Double.NaN : i - 500,
        i % 4 == 0 ? Double.NaN : 1.5,
        i % 6 == 0 ? Fix.UNKNOWN_SATELLITES : i % 20,
        flags);
  }

  /** Comes two seconds later than its fix, as one of a journal with others. */
  private ReceivedFix next(long epoch, Instant time, int flags) {
    return new ReceivedFix(device, epoch, ++seq, fix(time, flags), time.plusMillis(2_345));
  }

  private long append(List<ReceivedFix> fixes) {
    tracks.prepare(tracks.daysOf(fixes));
    return db.asService(session -> tracks.append(session, fixes)).stored();
  }

  /** A position every 40 s, each in a message of its own. */
  private List<ReceivedFix> drive(Instant from, Instant until) {
    List<ReceivedFix> sent = new ArrayList<>();
    for (Instant at = from; at.isBefore(until); at = at.plusSeconds(40)) {
      sent.add(next(7, at, 0));
      append(List.of(sent.getLast()));
    }
    tracks.deriveDue();
    return sent;
  }

  @Test
  void anHourThatIsOverIsMergedAndEveryPositionStaysAsItWas() throws SQLException {
    drive(TEN.minus(Duration.ofHours(2)), TEN.plus(Duration.ofMinutes(20)));
    List<String> before = rows(ALL);
    assertEquals(before.size(), number(BLOCKS), "each in a block of its own");
    tracks.mergeDue();
    assertEquals(before.size(), number(BLOCKS), "nothing is due yet");
    now.set(TEN.plus(Merger.DUE_AFTER));
    tracks.mergeDue();
    assertEquals(before, rows(ALL));
    // Of eight and nine o'clock one; of the minutes after ten one.
    assertEquals(3, number(BLOCKS));
    assertEquals(List.of("2025-11-25"), rows(LOOSE), "the day goes on");
    now.set(NEXT_NOON);
    tracks.mergeDue();
    assertEquals(before, rows(ALL));
    assertEquals(List.of(), rows(LOOSE));
  }

  @Test
  void theHourThatIsWrittenNowIsLeftAlone() throws SQLException {
    now.set(TEN.plus(Merger.DUE_AFTER));
    drive(TEN, TEN.plus(Duration.ofMinutes(70)));
    now.set(TEN.plus(Merger.DUE_AFTER).plus(Merger.SETTLED_AFTER));
    rows("UPDATE loose_day SET due_at = '2025-01-01' RETURNING 1");
    long blocks =
        number("SELECT count(*) FROM fix_block WHERE hour >= '" + TEN.plusSeconds(3_600) + "'");
    assertEquals(15, blocks);
    tracks.mergeDue();
    assertEquals(
        blocks,
        number("SELECT count(*) FROM fix_block WHERE hour >= '" + TEN.plusSeconds(3_600) + "'"));
    assertEquals(
        1, number("SELECT count(*) FROM fix_block WHERE hour < '" + TEN.plusSeconds(3_600) + "'"));
  }

  @Test
  void mergingAgainChangesNothing() throws SQLException {
    drive(TEN.minus(Duration.ofHours(3)), TEN);
    now.set(NEXT_NOON);
    tracks.mergeDue();
    String places = "SELECT tableoid, ctid FROM fix_block ORDER BY hour, private";
    List<String> merged = rows(places);
    rows("INSERT INTO loose_day VALUES (" + device + ", '2025-11-25', '2025-01-01') RETURNING 1");
    tracks.mergeDue();
    assertEquals(merged, rows(places));
    assertEquals(List.of(), rows(LOOSE));
  }

  @Test
  void whatComesLateIsStoredOnceAndMergedAsWell() throws SQLException {
    List<ReceivedFix> all = drive(TEN.minus(Duration.ofHours(2)), TEN);
    List<ReceivedFix> late = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      // Between the others, at the same moment as some of them, and from another journal.
      late.add(next(7 + i % 2, TEN.minusSeconds(40 * i + i % 2 * 20), 0));
    }
    now.set(NEXT_NOON);
    tracks.mergeDue();
    assertEquals(0, append(all), "they are there");
    assertEquals(50, append(late));
    assertEquals(0, append(late));
    tracks.deriveDue();
    List<String> before = rows(ALL);
    assertEquals(all.size() + 50, before.size());
    assertEquals(List.of("2025-11-25"), rows(LOOSE));
    now.set(NEXT_NOON.plus(Merger.DUE_AFTER));
    tracks.mergeDue();
    assertEquals(before, rows(ALL));
    assertEquals(0, append(late));
    assertEquals(
        0,
        number(
            "SELECT count(*) FROM (SELECT FROM fix_block GROUP BY hour, epoch, private HAVING count(*) > 1) x"));
    assertEquals(List.of(), rows(LOOSE));
  }

  @Test
  void aRouteReadsTheSameAlsoWhereADayCutsABlock() throws SQLException {
    drive(TEN.minus(Duration.ofHours(4)), TEN);
    now.set(NEXT_NOON);
    Track before = track(TEN.minus(Duration.ofHours(3)).plusSeconds(100), TEN.minusSeconds(1_000));
    tracks.mergeDue();
    Track after = track(TEN.minus(Duration.ofHours(3)).plusSeconds(100), TEN.minusSeconds(1_000));
    assertTrue(before.size() > 100, before.size() + " fixes");
    assertEquals(before.size(), after.size());
    for (int i = 0; i < before.size(); i++) {
      assertEquals(before.timeMs(i), after.timeMs(i));
      assertEquals(before.at(i), after.at(i));
      assertEquals(before.flags(i), after.flags(i));
    }
  }

  private Track track(Instant from, Instant until) throws SQLException {
    if (number("SELECT count(*) FROM ride") == 0) {
      rows(
          "INSERT INTO vehicle (name, kind, use_class, created_at) VALUES ('M', 'car', 'service', now()) RETURNING 1");
      rows(
          "INSERT INTO ride (device_no, vehicle_id, during) SELECT %d, id, tstzrange('%s', NULL) FROM vehicle RETURNING 1"
              .formatted(device, MIDNIGHT));
    }
    int vehicle = (int) number("SELECT id FROM vehicle");
    return db.asService(session -> new DayStore(session).getTrack(vehicle, from, until));
  }

  @Test
  void moreThanABlockHoldsBecomesSeveral() throws SQLException {
    List<ReceivedFix> fast = new ArrayList<>();
    for (int i = 0; i < 2 * FixBlocks.MAX_RECORDS + 100; i++) {
      fast.add(next(7, TEN.plusMillis(400L * i), 0));
    }
    Collections.shuffle(fast, new Random(4));
    for (int i = 0; i < fast.size(); i += 100) {
      append(fast.subList(i, Math.min(fast.size(), i + 100)));
    }
    tracks.deriveDue();
    List<String> before = rows(ALL);
    now.set(NEXT_NOON);
    tracks.mergeDue();
    assertEquals(before, rows(ALL));
    assertEquals(3, number(BLOCKS));
  }

  @Test
  void aConnectionThatIsLostHalfwayLosesNothing() throws Exception {
    drive(TEN.minus(Duration.ofHours(3)), TEN);
    List<String> before = rows(ALL);
    long blocks = number(BLOCKS);
    now.set(NEXT_NOON);
    try (Connection other = holdLastHour()) {
      CompletableFuture<Boolean> merging = CompletableFuture.supplyAsync(merger::mergeOne);
      awaitWaiting();
      rows("SELECT pg_terminate_backend(pid) FROM (" + WAITING + ") w");
      ExecutionException lost =
          assertThrows(ExecutionException.class, () -> merging.get(20, TimeUnit.SECONDS));
      assertInstanceOf(DatabaseAway.class, lost.getCause());
    }
    assertEquals(before, rows(ALL));
    assertEquals(blocks, number(BLOCKS), "half of it is not done either");
    assertEquals(List.of("2025-11-25"), rows(LOOSE), "and it is still due");
    tracks.mergeDue();
    assertEquals(before, rows(ALL));
    assertTrue(number(BLOCKS) < 10);
  }

  @Test
  void twoCollectorsDoNotMergeTheSameDayAndNeitherWaits() throws Exception {
    drive(TEN.minus(Duration.ofHours(3)), TEN);
    List<String> before = rows(ALL);
    now.set(NEXT_NOON);
    CompletableFuture<Boolean> merging;
    try (Connection other = holdLastHour()) {
      merging = CompletableFuture.supplyAsync(merger::mergeOne);
      awaitWaiting();
      assertFalse(merger.mergeOne(), "somebody is at it");
      other.rollback();
      assertTrue(merging.get(20, TimeUnit.SECONDS));
    }
    assertFalse(merger.mergeOne(), "it is done");
    assertEquals(before, rows(ALL));
  }

  @Test
  void whatComesWhileADayIsMergedIsStoredAndMergedLater() throws Exception {
    drive(TEN.minus(Duration.ofHours(3)), TEN);
    now.set(NEXT_NOON);
    try (Connection other = holdLastHour()) {
      CompletableFuture<Boolean> merging = CompletableFuture.supplyAsync(merger::mergeOne);
      awaitWaiting();
      assertEquals(1, append(List.of(next(7, TEN.minusSeconds(5_000), 0))), "ingest goes on");
      other.rollback();
      assertTrue(merging.get(20, TimeUnit.SECONDS));
    }
    tracks.deriveDue();
    List<String> before = rows(ALL);
    assertEquals(List.of("2025-11-25"), rows(LOOSE));
    now.set(NEXT_NOON.plus(Merger.DUE_AFTER));
    tracks.mergeDue();
    assertEquals(before, rows(ALL));
    assertEquals(271, before.size());
  }

  @Test
  void aDayWhosePartitionIsDroppedIsForgotten() throws SQLException {
    List<ReceivedFix> all = drive(TEN.minus(Duration.ofHours(3)), TEN);
    try (var statement = owner.createStatement()) {
      statement.execute("DROP TABLE fix_block_20251125");
    }
    now.set(NEXT_NOON);
    tracks.mergeDue();
    assertEquals(List.of(), rows(LOOSE));
    tracks.forgetPartitions(tracks.daysOf(all));
    assertEquals(0, append(all), "what has been removed by age does not come back");
  }

  /** Two trackers whose blocks lie side by side, some days ago. */
  private void twoDriveDaysAgo() {
    int first = device;
    int second = fleet.deviceNo(new DeviceId("trk-2"));
    for (Instant at = TEN.minus(Duration.ofHours(2)); at.isBefore(TEN); at = at.plusSeconds(40)) {
      for (int one : List.of(first, second)) {
        device = one;
        append(List.of(next(7, at, 0)));
      }
    }
    tracks.deriveDue();
    now.set(MIDNIGHT.plus(Duration.ofDays(3)));
  }

  private static final String PACKED = "SELECT day FROM packed_day";

  @Test
  void aDayThatHasBeenOverForADayIsWrittenAnewByVehicle() throws SQLException {
    twoDriveDaysAgo();
    List<String> before = rows(ALL);
    String indexes =
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'fix_block_20251125'";
    List<String> indexesBefore = rows(indexes);
    long bytes = number("SELECT pg_relation_size('fix_block_20251125')");
    tracks.mergeDue();
    assertEquals(before, rows(ALL));
    assertEquals(
        rows("SELECT device_no, hour FROM fix_block ORDER BY device_no, hour"),
        rows("SELECT device_no, hour FROM fix_block ORDER BY ctid"));
    assertEquals(4, number(BLOCKS));
    assertTrue(
        number("SELECT pg_relation_size('fix_block_20251125')") * 3 < bytes, "the room is free");
    assertEquals(indexesBefore, rows(indexes));
    assertEquals(List.of("2025-11-25"), rows(PACKED));
  }

  @Test
  void aDayThatSomebodyReadsIsPackedLater() throws SQLException {
    twoDriveDaysAgo();
    List<String> before = rows(ALL);
    try (Connection reader =
            DriverManager.getConnection(
                settings.url(), settings.owner().user(), settings.owner().password());
        var statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM fix");
      tracks.mergeDue();
      assertEquals(List.of(), rows(PACKED));
      reader.rollback();
    }
    tracks.mergeDue();
    assertEquals(List.of("2025-11-25"), rows(PACKED));
    assertEquals(before, rows(ALL));
  }

  @Test
  void whoLooksAtThePastStillSeesTheWholeDay() throws SQLException {
    twoDriveDaysAgo();
    long positions = rows(ALL).size();
    try (Connection backup =
            DriverManager.getConnection(
                settings.url(), settings.owner().user(), settings.owner().password());
        var statement = backup.createStatement()) {
      backup.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      backup.setAutoCommit(false);
      statement.execute("SELECT 1");
      tracks.mergeDue();
      assertEquals(List.of("2025-11-25"), rows(PACKED));
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM fix")) {
        count.next();
        assertEquals(positions, count.getLong(1));
      }
    }
  }

  @Test
  void aPackedDayIsPackedAgainOnlyWhenMuchComesIntoIt() throws SQLException {
    twoDriveDaysAgo();
    tracks.mergeDue();
    append(List.of(next(7, TEN.minusSeconds(10), 0)));
    tracks.deriveDue();
    now.set(now.get().plus(Merger.DUE_AFTER));
    tracks.mergeDue();
    assertEquals(1, number("SELECT count(*) FROM packed_day WHERE packed_at < now()"));
    String packedAt = "SELECT packed_at FROM packed_day";
    List<String> first = rows(packedAt);
    for (int i = 0; i < 120; i++) {
      append(List.of(next(9, TEN.minusSeconds(3_600 + 20 * i), 0)));
    }
    tracks.deriveDue();
    now.set(now.get().plus(Merger.DUE_AFTER));
    List<String> before = rows(ALL);
    tracks.mergeDue();
    assertFalse(first.equals(rows(packedAt)), "it was packed again");
    assertEquals(before, rows(ALL));
  }

  /** A lock on a block of the last hour: whoever merges it waits. */
  private Connection holdLastHour() throws SQLException {
    Connection other =
        DriverManager.getConnection(
            settings.url(), settings.owner().user(), settings.owner().password());
    other.setAutoCommit(false);
    try (var statement = other.createStatement()) {
      statement.execute(
          "SELECT 1 FROM fix_block ORDER BY hour DESC, private DESC LIMIT 1 FOR UPDATE");
    }
    return other;
  }

  private void awaitWaiting() throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (rows(WAITING).isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "nobody waits");
      Thread.onSpinWait();
    }
  }
}
