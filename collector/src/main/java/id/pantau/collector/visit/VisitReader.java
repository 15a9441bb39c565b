package id.pantau.collector.visit;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.PageCursor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** SQL of what people read and say: the database shows them only what they may see. */
final class VisitReader {
  private static final Sql LIST = Sql.beside(VisitReader.class, "list-visits.sql");
  private static final Sql COUNT = Sql.beside(VisitReader.class, "count-visits.sql");
  private static final Sql LIST_LAST = Sql.beside(VisitReader.class, "list-last-visits.sql");
  private static final Sql LIST_DAYS = Sql.beside(VisitReader.class, "list-visit-days.sql");
  private static final Sql ADD_DECISION = Sql.beside(VisitReader.class, "add-decision.sql");

  private final Session session;

  VisitReader(Session session) {
    this.session = session;
  }

  List<Visit> list(Visit.Query query) {
    var params = new HashMap<String, Object>();
    params.put("visitId", query.visitId());
    params.put("packageId", query.packageId());
    params.put("vehicleId", query.vehicleId());
    params.put("opdId", query.opdId());
    params.put("day", query.day());
    params.put("from", query.from());
    params.put("show", query.show());
    params.put("beforeTime", query.before().map(PageCursor::time));
    params.put("beforeId", query.before().map(PageCursor::id));
    params.put("limit", query.limit());
    return session.list(LIST, params).stream().map(VisitReader::visit).toList();
  }

  /** Visits of a span of days. */
  record Counts(int visits, int packages, int vehicles, int toConfirm) {}

  Counts count(LocalDate from, LocalDate to) {
    Row row = session.get(COUNT, Map.of("from", from, "to", to));
    return new Counts(
        row.getInt("visit_count"),
        row.getInt("package_count"),
        row.getInt("vehicle_count"),
        row.getInt("to_confirm_count"));
  }

  /** The visits of a package that count. */
  record Last(Instant arrive, int visits, int monthVisits, long monthStayS) {}

  /**
   * By package; one that was never visited is not there.
   *
   * @param month the first day of the month that is counted
   */
  Map<Integer, Last> listLast(OptionalInt packageId, LocalDate month) {
    var last = new HashMap<Integer, Last>();
    for (Row row : session.list(LIST_LAST, Map.of("packageId", packageId, "month", month))) {
      last.put(
          row.getInt("package_id"),
          new Last(
              row.getInstant("last_arrive"),
              row.getInt("visit_count"),
              row.getInt("month_count"),
              row.getLong("month_stay_s")));
    }
    return last;
  }

  /** A day on which a vehicle was at a package. */
  record PackageDay(int packageId, LocalDate day) {}

  Set<PackageDay> listDays(LocalDate since) {
    var days = new HashSet<PackageDay>();
    for (Row row : session.list(LIST_DAYS, Map.of("since", since))) {
      days.add(new PackageDay(row.getInt("package_id"), row.getDate("day")));
    }
    return days;
  }

  /** Whether there is such a visit. */
  boolean addDecision(
      long visitId, Viewer author, String decision, Optional<String> reason, Instant now) {
    return session.change(
            ADD_DECISION,
            Map.of(
                "visitId", visitId,
                "decision", decision,
                "reason", reason,
                "authorId", author.userId(),
                "authorName", author.displayName(),
                "authorRole", author.role().word(),
                "now", now))
        == 1;
  }

  private static Visit visit(Row row) {
    return new Visit(
        row.getLong("id"),
        row.getInt("package_id"),
        row.getText("package_name"),
        row.getInt("opd_id"),
        row.getText("opd_name"),
        row.findText("vehicle_name")
            .map(
                name ->
                    new Visit.Car(
                        row.getInt("vehicle_id"),
                        name,
                        row.findText("plate"),
                        row.findText("holder"))),
        row.getInt("vehicle_opd_id"),
        row.getText("vehicle_opd_name"),
        row.getDate("day"),
        row.getInstant("arrive"),
        row.getBoolean("goes_on") ? Optional.empty() : Optional.of(row.getInstant("leave")),
        row.getInt("stay_s"),
        row.getInt("distance_m"),
        row.getDouble("lat"),
        row.getDouble("lon"),
        row.getBoolean("slow_travel"),
        row.getText("level"),
        List.of(row.getText("reasons").split(" ")),
        row.getInt("shared"),
        row.getText("state"),
        row.getBoolean("counts"),
        row.getBoolean("matched"),
        row.getBoolean("reported_nihil"),
        row.findText("decision")
            .map(
                decision ->
                    new Visit.Decision(
                        decision,
                        row.findText("reason"),
                        row.getText("author_name"),
                        row.getText("author_role"),
                        row.getInstant("decided_at"))));
  }
}
