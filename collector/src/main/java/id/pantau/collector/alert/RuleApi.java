package id.pantau.collector.alert;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Routes;
import java.util.List;

/** HTTP of the rules of alerts. Who is watched may know by which rules. */
public final class RuleApi implements Api {
  private static final Access READERS =
      Access.roles(
          Role.LEADER,
          Role.VERIFIER,
          Role.CC_OPERATOR,
          Role.OPD_HEAD,
          Role.OPD_OPERATOR,
          Role.TECHNICIAN,
          Role.ADMIN);
  private static final Access DECIDERS = Access.roles(Role.ADMIN);

  private final RuleDesk desk;

  public RuleApi(Alerts alerts) {
    this.desk = alerts.rules();
  }

  record Rules(List<RuleView> items, RuleDesk.QuietView quietHours) {}

  record Versions(List<RuleView> items) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/alert-rules", READERS, this::list)
        .get("/api/v1/alert-rules/{rule}/versions", READERS, this::history)
        .post("/api/v1/alert-rules/{rule}/versions", DECIDERS, this::decide)
        .post("/api/v1/alert-rules/{rule}/preview", DECIDERS, this::preview)
        .post("/api/v1/alert-quiet-hours", DECIDERS, this::decideQuiet);
  }

  private void list(Call call) {
    call.send(new Rules(desk.list(), desk.quietHours()));
  }

  private void history(Call call) {
    call.send(new Versions(desk.history(call.path("rule"))));
  }

  private void decide(Call call) {
    RuleDesk.Draft draft = call.body(RuleDesk.Draft.class);
    call.send(201, desk.decide(call.viewer(), call.path("rule"), draft));
  }

  private void preview(Call call) {
    RuleDesk.Draft draft = call.body(RuleDesk.Draft.class);
    call.send(desk.preview(call.path("rule"), draft));
  }

  private void decideQuiet(Call call) {
    RuleDesk.QuietDraft draft = call.body(RuleDesk.QuietDraft.class);
    call.send(201, desk.decideQuiet(call.viewer(), draft));
  }
}
