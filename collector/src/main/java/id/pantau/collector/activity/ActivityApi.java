package id.pantau.collector.activity;

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
import java.util.function.Function;

/** HTTP of packages, reports and duties. */
public final class ActivityApi implements Api {
  private static final Access READERS =
      Access.roles(
          Role.LEADER,
          Role.VERIFIER,
          Role.CC_OPERATOR,
          Role.WALL,
          Role.OPD_HEAD,
          Role.OPD_OPERATOR);

  /** More packages than any agency has. */
  private static final int MAX_IDS = 1_000;

  private final Activities activities;

  public ActivityApi(Activities activities) {
    this.activities = activities;
  }

  /** A list in the shape of every list. */
  record Items<T>(List<T> items) {}

  /**
   * "No change" for many.
   *
   * @param packageIds all that are still due when absent
   */
  record NihilRequest(Optional<LocalDate> date, Optional<List<Integer>> packageIds) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/packages", READERS, this::listPackages)
        .get("/api/v1/packages/{packageId}", READERS, this::getPackage)
        // Everybody who reads may try to write: the refusal then says why, not just "forbidden".
        .post("/api/v1/packages/{packageId}/updates", READERS, this::report)
        .get("/api/v1/duties", READERS, this::duties)
        .post("/api/v1/duties/nihil", READERS, this::nihil)
        .get("/api/v1/obstacle-codes", Access.ANY_USER, this::obstacleCodes)
        .get("/api/v1/programme", READERS, this::programme);
  }

  private void listPackages(Call call) {
    int limit = call.queryLimit(PackageQuery.DEFAULT_LIMIT, PackageQuery.MAX_LIMIT);
    call.send(
        activities.listPackages(
            call.viewer(),
            new PackageQuery(
                call.queryInt("opdId"),
                word(call, "state", w -> Words.find(PackageState.class, PackageState::word, w)),
                word(call, "band", w -> Words.find(Band.class, Band::word, w)),
                call.query("q"),
                call.query("cursor"),
                limit)));
  }

  private static <E> Optional<E> word(Call call, String name, Function<String, Optional<E>> find) {
    return call.query(name)
        .map(word -> find.apply(word).orElseThrow(() -> Problem.of(400, "word-wrong", name, word)));
  }

  private void getPackage(Call call) {
    call.send(activities.getPackage(call.viewer(), call.pathInt("packageId")));
  }

  private void report(Call call) {
    call.send(
        201,
        activities.report(call.viewer(), call.pathInt("packageId"), call.body(UpdateDraft.class)));
  }

  private void duties(Call call) {
    LocalDate date = call.queryDate("date").orElseGet(activities::today);
    call.send(activities.duties(call.viewer(), date));
  }

  private void nihil(Call call) {
    NihilRequest request = call.body(NihilRequest.class);
    LocalDate date = request.date().orElseThrow(() -> Problem.ofField("date", "required"));
    request.packageIds().ifPresent(ActivityApi::requireIds);
    call.send(activities.reportNihil(call.viewer(), date, request.packageIds()));
  }

  private static void requireIds(List<Integer> packageIds) {
    if (packageIds.isEmpty() || !packageIds.stream().allMatch(Objects::nonNull)) {
      throw Problem.ofField("packageIds", "required");
    }
    if (packageIds.size() > MAX_IDS) {
      throw Problem.ofField("packageIds", "too-many", MAX_IDS);
    }
  }

  private void obstacleCodes(Call call) {
    call.send(
        new Items<>(activities.listObstacleCodes(call.viewer(), call.language().getLanguage())));
  }

  private void programme(Call call) {
    call.send(new Items<>(activities.programme(call.viewer(), call.queryInt("opdId"))));
  }
}
