package id.pantau.collector.report;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** HTTP of compliance, progress, the leaders' home and reminders. */
public final class ReportApi implements Api {
  private static final Access READERS =
      Access.roles(
          Role.LEADER,
          Role.VERIFIER,
          Role.CC_OPERATOR,
          Role.WALL,
          Role.OPD_HEAD,
          Role.OPD_OPERATOR);
  private static final Access LEADERS =
      Access.roles(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR, Role.WALL, Role.OPD_HEAD);
  private static final Access CHASERS = Access.roles(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR);

  private final Reports reports;

  public ReportApi(Reports reports) {
    this.reports = reports;
  }

  record RemindRequest(Optional<List<Integer>> opdIds) {}

  record Reminded(int count) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/compliance", READERS, this::compliance)
        .get("/api/v1/compliance/calendar", READERS, this::calendar)
        .get("/api/v1/progress", READERS, call -> call.send(reports.progress(call.viewer())))
        .get("/api/v1/opds/{opdId}/progress", READERS, this::opdProgress)
        .get("/api/v1/home", LEADERS, call -> call.send(reports.home(call.viewer())))
        .post("/api/v1/reminders", CHASERS, this::remind);
  }

  private void compliance(Call call) {
    LocalDate date = call.queryDate("date").orElseGet(reports::today);
    call.send(reports.compliance(call.viewer(), date));
  }

  /** Without dates: the five weeks up to today. */
  private void calendar(Call call) {
    LocalDate to = call.queryDate("to").orElseGet(reports::today);
    LocalDate from = call.queryDate("from").orElseGet(() -> to.minusDays(34));
    call.send(reports.calendar(call.viewer(), from, to, call.queryInt("opdId")));
  }

  private void opdProgress(Call call) {
    call.send(reports.opdProgress(call.viewer(), call.pathInt("opdId")));
  }

  private void remind(Call call) {
    List<Integer> opdIds = call.body(RemindRequest.class).opdIds().orElse(List.of());
    if (opdIds.isEmpty() || !opdIds.stream().allMatch(Objects::nonNull)) {
      throw Problem.ofField("opdIds", "required");
    }
    call.send(201, new Reminded(reports.remind(call.viewer(), Set.copyOf(opdIds))));
  }
}
