package id.pantau.collector.alert;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.PageCursor;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.util.Optional;
import java.util.Set;

/** HTTP of alerts. */
public final class AlertApi implements Api {
  /** A wall is seen by whoever walks past: nobody's alerts are on it. */
  private static final Access READERS =
      Access.roles(
          Role.LEADER,
          Role.VERIFIER,
          Role.CC_OPERATOR,
          Role.OPD_HEAD,
          Role.OPD_OPERATOR,
          Role.TECHNICIAN);

  private static final Set<String> SHOWN = Set.of("new", "in-progress", "done", "open", "all");
  private static final int DEFAULT_LIMIT = 100;

  private final Alerts alerts;

  public AlertApi(Alerts alerts) {
    this.alerts = alerts;
  }

  record ActionRequest(
      Optional<String> kind,
      Optional<String> choice,
      Optional<String> reason,
      Optional<String> letter) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/alerts", READERS, this::list)
        .get("/api/v1/alerts/summary", READERS, this::summary)
        .get("/api/v1/alerts/{alertId}", READERS, this::get)
        .post("/api/v1/alerts/{alertId}/actions", READERS, this::act);
  }

  private void list(Call call) {
    String show = call.query("show").orElse("open");
    if (!SHOWN.contains(show)) {
      throw Problem.of(400, "word-wrong", "show", show);
    }
    int limit = call.queryLimit(DEFAULT_LIMIT, Alerts.MAX_LIMIT);
    call.send(
        alerts.list(
            call.viewer(),
            new Alert.Query(
                Optional.empty(),
                show,
                call.query("rule").map(AlertApi::rule),
                call.queryInt("opdId"),
                call.queryInt("vehicleId"),
                call.queryDate("from"),
                call.query("cursor").map(PageCursor::parse),
                limit)));
  }

  private static Rule rule(String word) {
    return Rule.find(word).orElseThrow(() -> Problem.of(400, "word-wrong", "rule", word));
  }

  private void summary(Call call) {
    call.send(alerts.summary(call.viewer()));
  }

  private void get(Call call) {
    call.send(alerts.get(call.viewer(), call.pathInt("alertId")));
  }

  private void act(Call call) {
    ActionRequest request = call.body(ActionRequest.class);
    var deed =
        new Alerts.Deed(
            request.kind().orElse(""),
            request.choice().map(String::strip).filter(text -> !text.isEmpty()),
            request.reason().orElse("").strip(),
            request.letter().map(String::strip).filter(text -> !text.isEmpty()));
    call.send(201, alerts.act(call.viewer(), call.pathInt("alertId"), deed));
  }
}
