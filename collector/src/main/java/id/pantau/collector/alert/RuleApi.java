package id.pantau.collector.alert;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Routes;
import java.util.List;

/** HTTP of the rules of alerts. Who is watched may know by which rules. */
public final class RuleApi implements Api {
  private static final Access DECIDERS = Access.roles(Role.ADMIN);

  private final RuleDesk desk;
  private final QuietDesk quiet;

  public RuleApi(Alerts alerts) {
    this.desk = alerts.rules();
    this.quiet = alerts.quiet();
  }

  record Rules(List<RuleView> items, QuietDesk.View quietHours) {}

  record Versions(List<RuleView> items) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/alert-rules", Access.PEOPLE, this::list)
        .get("/api/v1/alert-rules/{rule}/versions", Access.PEOPLE, this::history)
        .post("/api/v1/alert-rules/{rule}/versions", DECIDERS, this::decide)
        .post("/api/v1/alert-rules/{rule}/preview", DECIDERS, this::preview)
        .post("/api/v1/alert-quiet-hours", DECIDERS, this::decideQuiet);
  }

  private void list(Call call) {
    call.send(new Rules(desk.list(), quiet.get()));
  }

  private void history(Call call) {
    call.send(new Versions(desk.history(call.path("rule"))));
  }

  private void decide(Call call) {
    RuleDraft draft = call.body(RuleDraft.class);
    call.send(201, desk.decide(call.viewer(), call.path("rule"), draft));
  }

  private void preview(Call call) {
    RuleDraft draft = call.body(RuleDraft.class);
    call.send(desk.preview(call.path("rule"), draft));
  }

  private void decideQuiet(Call call) {
    QuietDesk.Draft draft = call.body(QuietDesk.Draft.class);
    call.send(201, quiet.decide(call.viewer(), draft));
  }
}
