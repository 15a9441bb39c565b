package id.pantau.collector.alert;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Json;
import id.pantau.collector.web.PageCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL of what people read and do: the database shows them only what they may see. */
final class AlertReader {
  private static final Sql LIST = Sql.beside(AlertReader.class, "list-alerts.sql");
  private static final Sql COUNT = Sql.beside(AlertReader.class, "count-alerts.sql");
  private static final Sql ADD_ACTION = Sql.beside(AlertReader.class, "add-action.sql");
  private static final Sql LIST_ACTIONS =
      Sql.of(
          """
          SELECT alert_id, kind, choice, reason, letter, author_name, author_role, made_at FROM alert_action
          WHERE alert_id = ANY (CAST(:ids AS bigint[])) ORDER BY id LIMIT 10000
          """);

  private final Session session;

  AlertReader(Session session) {
    this.session = session;
  }

  List<Alert> list(Alert.Query query) {
    var params = new HashMap<String, Object>();
    params.put("alertId", query.alertId());
    params.put("show", query.show());
    params.put("rule", query.rule().map(Rule::word));
    params.put("opdId", query.opdId());
    params.put("vehicleId", query.vehicleId());
    params.put("from", query.from());
    params.put("beforeTime", query.before().map(PageCursor::time));
    params.put("beforeId", query.before().map(PageCursor::id));
    params.put("limit", query.limit());
    List<Alert> alerts = session.list(LIST, params).stream().map(AlertReader::alert).toList();
    Map<Long, List<Alert.Action>> actions = actions(alerts);
    return alerts.stream()
        .map(alert -> alert.with(actions.getOrDefault(alert.id(), List.of())))
        .toList();
  }

  private Map<Long, List<Alert.Action>> actions(List<Alert> alerts) {
    var actions = new HashMap<Long, List<Alert.Action>>();
    long[] ids = alerts.stream().mapToLong(Alert::id).toArray();
    for (Row row : session.list(LIST_ACTIONS, Map.of("ids", ids))) {
      actions
          .computeIfAbsent(row.getLong("alert_id"), id -> new ArrayList<>())
          .add(
              new Alert.Action(
                  row.getText("kind"),
                  row.findText("choice"),
                  row.getText("reason"),
                  row.findText("letter"),
                  row.getText("author_name"),
                  row.getText("author_role"),
                  row.getInstant("made_at")));
    }
    return actions;
  }

  Alerts.Summary count(Instant now) {
    Row row = session.get(COUNT, Map.of("now", now));
    return new Alerts.Summary(
        row.getInt("new_count"),
        row.getInt("in_progress_count"),
        row.getInt("done_count"),
        row.getInt("late_count"),
        row.getInt("high_count"),
        row.getInt("to_clarify_count"));
  }

  /** Whether there is such an alert. */
  boolean addAction(long alertId, Viewer author, Alerts.Deed deed, Instant now) {
    var params = new HashMap<String, Object>();
    params.put("alertId", alertId);
    params.put("kind", deed.kind());
    params.put("choice", deed.choice());
    params.put("reason", deed.reason());
    params.put("letter", deed.letter());
    params.put("authorId", author.userId());
    params.put("authorName", author.displayName());
    params.put("authorRole", author.role().word());
    params.put("now", now);
    return session.change(ADD_ACTION, params) == 1;
  }

  private static Alert alert(Row row) {
    return new Alert(
        row.getLong("id"),
        row.getText("rule"),
        row.getText("severity"),
        row.getText("state"),
        row.getBoolean("of_device"),
        new Alert.Car(
            row.getInt("vehicle_id"),
            row.findText("vehicle_name"),
            row.findText("vehicle_kind"),
            row.findText("plate"),
            row.findText("holder")),
        row.getInt("opd_id"),
        row.getText("opd_name"),
        row.getDate("day"),
        row.getInstant("start_time"),
        row.getBoolean("goes_on") ? Optional.empty() : Optional.of(row.getInstant("end_time")),
        row.getInt("times"),
        json(row.getText("details")),
        row.findDouble("lat"),
        row.findDouble("lon"),
        row.findText("place"),
        row.getBoolean("found"),
        row.getInstant("made_at"),
        row.getInstant("target_at"),
        row.getInstant("clarify_until"),
        row.getBoolean("clarified"),
        List.of());
  }

  private static JsonNode json(String stored) {
    try {
      return Json.read(stored.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("jsonb that is no JSON", e);
    }
  }
}
