package id.pantau.collector.presence;

import id.pantau.collector.presence.Presences.Answer;
import id.pantau.collector.presence.Presences.Figures;
import id.pantau.collector.presence.Presences.Place;
import id.pantau.collector.presence.Presences.Question;
import id.pantau.collector.region.Area;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code /presence}: figures of places, and the vehicles behind them. */
public final class PresenceApi implements Api {
  /** Who was where is no matter for a screen on a wall. */
  private static final Access ASKS_WHERE =
      Access.roles(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR, Role.OPD_HEAD, Role.OPD_OPERATOR);

  /** A leap year. */
  private static final int MAX_DAYS = 366;

  /** A month, for who does not say. */
  private static final int DAYS_UNLESS_SAID = 30;

  private static final Set<String> USES = Set.of("service", "position", "personal");

  private final Presences presences;
  private final Region region;

  public PresenceApi(Presences presences, Region region) {
    this.presences = presences;
    this.region = region;
  }

  record PlaceJson(
      int areaId,
      String code,
      String name,
      int vehicleCount,
      int dayCount,
      long stayCount,
      long stayedS,
      Optional<LocalDate> lastDay) {}

  record AllJson(
      int vehicleCount, int dayCount, long stayCount, long stayedS, Optional<LocalDate> lastDay) {}

  record PresenceJson(
      LocalDate from,
      LocalDate to,
      int dayCount,
      Optional<String> kecamatan,
      AllJson all,
      long waitingCount,
      List<PlaceJson> items) {}

  record GuestJson(
      int vehicleId,
      int opdId,
      String opdName,
      int dayCount,
      long stayCount,
      long stayedS,
      LocalDate lastDay) {}

  record GuestsJson(LocalDate from, LocalDate to, String name, List<GuestJson> items) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/presence", ASKS_WHERE, this::presence)
        .get("/api/v1/presence/{placeId}/vehicles", ASKS_WHERE, this::vehicles);
  }

  private void presence(Call call) {
    Question question = question(call);
    question.kecamatan().ifPresent(this::mustBeKecamatan);
    Answer answer = presences.find(call.viewer(), question);
    call.send(
        new PresenceJson(
            question.from(),
            question.to(),
            (int) ChronoUnit.DAYS.between(question.from(), question.to()) + 1,
            question.kecamatan(),
            json(answer.all()),
            answer.waiting(),
            answer.places().stream().map(PresenceApi::json).toList()));
  }

  private void vehicles(Call call) {
    Question question = question(call);
    Area place =
        region
            .findArea(call.pathInt("placeId"))
            .filter(area -> area.isDesa() || area.kind().equals("kecamatan"))
            .orElseThrow(() -> Problem.of(404, "no-such-area"));
    call.send(
        new GuestsJson(
            question.from(),
            question.to(),
            place.name(),
            presences.listVehicles(call.viewer(), question, place).stream()
                .map(
                    guest ->
                        new GuestJson(
                            guest.vehicleId(),
                            guest.opdId(),
                            region.getOpd(guest.opdId()).name(),
                            guest.dayCount(),
                            guest.stayCount(),
                            guest.stayedS(),
                            guest.lastDay()))
                .toList()));
  }

  private Question question(Call call) {
    LocalDate to = call.queryDate("to").orElseGet(region::today);
    LocalDate from = call.queryDate("from").orElseGet(() -> to.minusDays(DAYS_UNLESS_SAID - 1));
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
      throw Problem.of(400, "days-wrong", MAX_DAYS);
    }
    Question question =
        new Question(from, to, call.query("kecamatan"), call.queryInt("opdId"), call.query("use"));
    question.use().ifPresent(PresenceApi::mustBeUse);
    mustBeReadable(call, question.opdId());
    return question;
  }

  private void mustBeKecamatan(String code) {
    if (region.listAreas().stream()
        .noneMatch(area -> area.kind().equals("kecamatan") && area.code().equals(code))) {
      throw Problem.of(404, "no-such-area");
    }
  }

  private static void mustBeUse(String use) {
    if (!USES.contains(use)) {
      throw Problem.of(400, "no-such-use", use);
    }
  }

  private void mustBeReadable(Call call, OptionalInt opdId) {
    if (opdId.isEmpty()) {
      return;
    }
    if (region.findOpd(opdId.getAsInt()).isEmpty()) {
      throw Problem.of(404, "no-such-opd");
    }
    if (!call.viewer().readsOpd(opdId.getAsInt())) {
      throw Problem.of(403, "vehicles-of-other-opd");
    }
  }

  private static PlaceJson json(Place place) {
    Figures of = place.figures();
    return new PlaceJson(
        place.area().id(),
        place.area().code(),
        place.area().name(),
        of.vehicleCount(),
        of.dayCount(),
        of.stayCount(),
        of.stayedS(),
        of.lastDay());
  }

  private static AllJson json(Figures of) {
    return new AllJson(
        of.vehicleCount(), of.dayCount(), of.stayCount(), of.stayedS(), of.lastDay());
  }
}
