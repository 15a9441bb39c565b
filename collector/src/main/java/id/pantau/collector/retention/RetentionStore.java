package id.pantau.collector.retention;

import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** SQL of what is held and of what is deleted by age. */
final class RetentionStore {
  private static final Sql ADD_HOLD =
      Sql.of(
          """
          INSERT INTO retention_hold (from_day, to_day, reason, made_at, made_by)
          VALUES (CAST(:from AS date), CAST(:to AS date), :reason, :at, :by) RETURNING id
          """);
  private static final Sql END_HOLD =
      Sql.of(
          """
          UPDATE retention_hold SET ended_at = :at, ended_by = :by WHERE id = :id AND ended_at IS NULL
          """);
  private static final Sql LIST_HOLDS =
      Sql.of("SELECT * FROM retention_hold ORDER BY ended_at IS NOT NULL, id DESC LIMIT 200");
  private static final Sql LIST_RETIRED =
      Sql.of("SELECT * FROM retired_day ORDER BY day DESC LIMIT 100");
  private static final Sql LIST_UNTOLD =
      Sql.of("SELECT * FROM retired_day WHERE NOT told ORDER BY day LIMIT 100");
  private static final Sql TELL =
      Sql.of("UPDATE retired_day SET told = true WHERE day = CAST(:day AS date)");
  private static final Sql IS_HELD = Sql.of("SELECT is_held(CAST(:day AS date)) AS held");

  private final Session session;

  RetentionStore(Session session) {
    this.session = session;
  }

  int addHold(LocalDate from, LocalDate to, String reason, Instant at, String by) {
    return session
        .get(ADD_HOLD, Map.of("from", from, "to", to, "reason", reason, "at", at, "by", by))
        .getInt("id");
  }

  /** Whether there was one to end. */
  boolean endHold(int id, Instant at, String by) {
    return session.change(END_HOLD, Map.of("id", id, "at", at, "by", by)) > 0;
  }

  /** Those that hold first. */
  List<Hold> listHolds() {
    return session.list(LIST_HOLDS, Map.of()).stream()
        .map(
            row ->
                new Hold(
                    row.getInt("id"),
                    row.getDate("from_day"),
                    row.getDate("to_day"),
                    row.getText("reason"),
                    row.getInstant("made_at"),
                    row.getText("made_by"),
                    row.findInstant("ended_at"),
                    row.findText("ended_by")))
        .toList();
  }

  boolean isHeld(LocalDate day) {
    return session.get(IS_HELD, Map.of("day", day)).getBoolean("held");
  }

  List<RetiredDay> listRetired() {
    return retired(LIST_RETIRED);
  }

  /** Those of which the audit has no line yet. */
  List<RetiredDay> listUntold() {
    return retired(LIST_UNTOLD);
  }

  void told(LocalDate day) {
    session.change(TELL, Map.of("day", day));
  }

  /** Deletes the rows of days before this one that nobody holds; how many. */
  long deleteBefore(Aged what, LocalDate day) {
    return session.change(what.sql, Map.of("day", day));
  }

  private List<RetiredDay> retired(Sql which) {
    return session.list(which, Map.of()).stream()
        .map(
            row ->
                new RetiredDay(
                    row.getDate("day"),
                    row.getInstant("retired_at"),
                    row.getLong("bytes"),
                    row.getInt("routes")))
        .toList();
  }

  /** What is deleted row by row, and by which day. */
  enum Aged {
    TRIP("trip"),
    STOP("stop"),
    PRESENCE("presence"),
    GAP("track_gap"),
    CROSSING("area_crossing"),
    PRIVATE_TIME("private_time", "day", "true"),
    ROUTE("kept_route"),
    LINE("route_line"),
    SUMMARY("vehicle_day"),
    EVENT("device_event", "region_day(event_time)", "true"),
    DEAD_LETTER("dead_letter", "region_day(received_at)", "true");

    private final String table;
    private final Sql sql;

    /** Derived of positions: while those are there it would only be derived again. */
    Aged(String table) {
      this(table, "day", "day IN (SELECT day FROM retired_day)");
    }

    /**
     * @param day of the region that a row belongs to
     */
    Aged(String table, String day, String onlyIf) {
      this.table = table;
      this.sql =
          Sql.of(
              "DELETE FROM %1$s WHERE %2$s < CAST(:day AS date) AND %3$s AND NOT is_held(%2$s)"
                  .formatted(table, day, onlyIf));
    }

    String table() {
      return table;
    }
  }
}
