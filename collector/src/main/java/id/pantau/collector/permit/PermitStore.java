package id.pantau.collector.permit;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL of permits: the database shows and takes only what a person may see and register. */
final class PermitStore {
  private static final Sql LIST = Sql.beside(PermitStore.class, "list-permits.sql");
  private static final Sql ADD = Sql.beside(PermitStore.class, "add-permit.sql");
  private static final Sql CANCEL =
      Sql.of(
          """
          INSERT INTO permit_cancellation (permit_id, reason, author_id, author_name, made_at)
          VALUES (:id, :reason, :authorId, :authorName, CAST(:now AS timestamptz)) ON CONFLICT (permit_id) DO NOTHING
          """);

  private final Session session;

  PermitStore(Session session) {
    this.session = session;
  }

  List<Permit> list(Optional<Long> id, Optional<Instant> since, int limit) {
    return session.list(LIST, Map.of("permitId", id, "since", since, "limit", limit)).stream()
        .map(PermitStore::permit)
        .toList();
  }

  long add(Permits.NewPermit permit, int vehicleId, int opdId, Viewer author, Instant now) {
    return session
        .get(
            ADD,
            Map.of(
                "vehicleId", vehicleId,
                "opdId", opdId,
                "from", permit.from(),
                "until", permit.until(),
                "purpose", permit.purpose(),
                "letter", permit.letter(),
                "authorId", author.userId(),
                "authorName", author.displayName(),
                "now", now))
        .getLong("id");
  }

  /** Whether it was not cancelled before. */
  boolean cancel(long id, String reason, Viewer author, Instant now) {
    return session.change(
            CANCEL,
            Map.of(
                "id", id,
                "reason", reason,
                "authorId", author.userId(),
                "authorName", author.displayName(),
                "now", now))
        == 1;
  }

  private static Permit permit(Row row) {
    return new Permit(
        row.getLong("id"),
        new Permit.Car(
            row.getInt("vehicle_id"), row.findText("vehicle_name"), row.findText("plate")),
        row.getInt("opd_id"),
        row.getText("opd_name"),
        row.getInstant("from_time"),
        row.getInstant("until_time"),
        row.getText("purpose"),
        row.getText("letter"),
        row.getText("author_name"),
        row.getInstant("made_at"),
        row.findInstant("cancelled_at")
            .map(
                at ->
                    new Permit.Cancellation(
                        row.getText("cancel_reason"), row.getText("cancelled_by"), at)));
  }
}
