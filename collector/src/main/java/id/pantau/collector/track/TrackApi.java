package id.pantau.collector.track;

import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Area;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Days, months and routes of a vehicle. */
public final class TrackApi implements Api {
  private static final Access SEES_ROUTES =
      Access.roles(
          Role.LEADER,
          Role.VERIFIER,
          Role.CC_OPERATOR,
          Role.WALL,
          Role.OPD_HEAD,
          Role.OPD_OPERATOR);

  /** Who was where is no matter for a screen on a wall. */
  private static final Access ASKS_WHO =
      Access.roles(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR, Role.OPD_HEAD, Role.OPD_OPERATOR);

  /** A longer span is asked for in pieces. */
  private static final Duration LONGEST_SPAN = Duration.ofDays(7);

  /** Routes stay for two years unless the configuration says otherwise. */
  private static final int LONGEST_ROUTE_DAYS = 731;

  private static final String TILE_ENDING = ".mvt";

  private final Tracks tracks;
  private final Fleet fleet;
  private final Region region;
  private final InstantSource clock;

  public TrackApi(Tracks tracks, Fleet fleet, Region region, InstantSource clock) {
    this.tracks = tracks;
    this.fleet = fleet;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/vehicles/{vehicleId}/days/{date}", SEES_ROUTES, this::day)
        .get("/api/v1/vehicles/{vehicleId}/days/{date}/route", SEES_ROUTES, this::route)
        .get("/api/v1/vehicles/{vehicleId}/days", SEES_ROUTES, this::days)
        .get("/api/v1/vehicles/at", ASKS_WHO, this::at)
        .get("/api/v1/vehicles/{vehicleId}/routes", ASKS_WHO, this::routes)
        .get("/api/v1/vehicles/{vehicleId}/routes/{z}/{x}/{tile}", ASKS_WHO, this::tile)
        .get("/api/v1/areas/{areaId}/vehicles", ASKS_WHO, this::visitors);
  }

  record TripJson(
      Instant start,
      Instant end,
      long distanceM,
      long durationS,
      long maxSpeedKmh,
      Optional<String> fromPlace,
      Optional<String> toPlace) {}

  record StopJson(
      Instant arrive,
      Optional<Instant> leave,
      long durationS,
      double lat,
      double lon,
      Optional<String> place,
      Optional<Boolean> ignitionOff) {}

  record DayJson(
      int vehicleId,
      LocalDate date,
      String zone,
      long distanceM,
      int movingS,
      int stoppedS,
      Optional<Instant> firstFixTime,
      Optional<Instant> lastFixTime,
      List<TripJson> trips,
      List<StopJson> stops,
      List<GapJson> gaps,
      List<CrossingJson> crossings) {}

  /**
   * @param hidden by its driver, in private mode; else nothing was heard
   */
  record GapJson(Instant from, Instant to, boolean hidden) {}

  record CrossingJson(int areaId, Optional<String> areaName, Instant at, boolean entered) {}

  record SummaryJson(LocalDate date, long distanceM, int tripCount) {}

  private void day(Call call) {
    int vehicleId = visibleVehicle(call);
    LocalDate date = day(call, "date");
    VehicleDay day = tracks.getDay(call.viewer(), vehicleId, date);
    call.send(
        new DayJson(
            vehicleId,
            date,
            region.zone().getId(),
            Math.round(day.distanceM()),
            day.movingS(),
            day.stoppedS(),
            day.firstFixTime(),
            day.lastFixTime(),
            day.trips().stream().map(TrackApi::json).toList(),
            day.stops().stream().map(TrackApi::json).toList(),
            day.gaps().stream()
                .map(gap -> new GapJson(gap.from(), gap.to(), day.isHidden(gap)))
                .toList(),
            day.crossings().stream().map(this::json).toList()));
  }

  private void route(Call call) {
    int vehicleId = visibleVehicle(call);
    LocalDate date = day(call, "date");
    String format = call.query("format").orElse("geojson");
    if (!format.equals("geojson") && !format.equals("compact")) {
      throw Problem.of(400, "no-such-format", format, "geojson, compact");
    }
    Track track =
        tracks
            .findTrack(call.viewer(), vehicleId, date)
            .orElseThrow(() -> Problem.of(404, "no-such-vehicle"));
    if (format.equals("compact")) {
      call.send(CompactRoute.of(vehicleId, date, track));
      return;
    }
    VehicleDay day = tracks.getDay(call.viewer(), vehicleId, date);
    call.sendBytes(200, "application/geo+json", GeoJsonRoute.of(track, day));
  }

  record VisitorJson(int vehicleId, Instant firstSeen, Instant lastSeen, int fixCount) {}

  private void visitors(Call call) {
    int areaId = call.pathInt("areaId");
    Area area = region.findArea(areaId).orElseThrow(() -> Problem.of(404, "no-such-area"));
    Instant from = moment(call, "from");
    Instant to = moment(call, "to");
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
      throw Problem.of(400, "moments-wrong", LONGEST_SPAN.toDays());
    }
    call.send(
        Map.of(
            "items",
            tracks.listVisitors(call.viewer(), area, from, to).stream()
                .map(
                    one ->
                        new VisitorJson(one.vehicleId(), one.first(), one.last(), one.fixCount()))
                .toList()));
  }

  private static Instant moment(Call call, String name) {
    String text = call.query(name).orElse("");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw Problem.of(400, "not-a-moment", name, text);
    }
  }

  record PastJson(
      int vehicleId,
      String state,
      double lat,
      double lon,
      Instant knownAt,
      Instant since,
      Optional<Long> speedKmh,
      Optional<Integer> courseDeg,
      Optional<String> place) {}

  record PastMomentJson(Instant moment, List<PastJson> items) {}

  private void at(Call call) {
    Instant moment = moment(call, "moment");
    if (moment.isAfter(clock.instant())) {
      throw Problem.of(400, "moment-in-future");
    }
    call.send(
        new PastMomentJson(
            moment, tracks.listAt(call.viewer(), moment).stream().map(TrackApi::json).toList()));
  }

  private static PastJson json(PastPosition past) {
    return new PastJson(
        past.vehicleId(),
        past.state().word(),
        Math.round(past.at().lat() * 1e6) / 1e6,
        Math.round(past.at().lon() * 1e6) / 1e6,
        past.known(),
        past.since(),
        past.speedKmh().map(Math::round),
        past.courseDeg(),
        past.place());
  }

  record RoutesJson(
      LocalDate from,
      LocalDate to,
      int dayCount,
      int undrawnCount,
      String version,
      Optional<double[]> bounds) {}

  private void routes(Call call) {
    RouteLines.Days days = span(call);
    RouteSpan span = tracks.prepareRoutes(call.viewer(), days.vehicleId(), days.from(), days.to());
    call.send(
        new RoutesJson(
            days.from(),
            days.to(),
            span.dayCount(),
            span.undrawnCount(),
            Long.toString(span.version(), Character.MAX_RADIX),
            span.box()));
  }

  private void tile(Call call) {
    RouteLines.Days days = span(call);
    String name = call.path("tile");
    if (!name.endsWith(TILE_ENDING)) {
      throw Problem.of(400, "no-such-tile", name, Tile.DEEPEST);
    }
    String y = name.substring(0, name.length() - TILE_ENDING.length());
    Tile tile;
    try {
      tile =
          new Tile(
              Integer.parseInt(call.path("z")),
              Integer.parseInt(call.path("x")),
              Integer.parseInt(y));
    } catch (IllegalArgumentException e) { // also of a number that is none
      throw Problem.of(
          400, "no-such-tile", call.path("z") + "/" + call.path("x") + "/" + name, Tile.DEEPEST);
    }
    call.sendKept("application/vnd.mapbox-vector-tile", tracks.getTile(call.viewer(), days, tile));
  }

  private RouteLines.Days span(Call call) {
    int vehicleId = visibleVehicle(call);
    LocalDate from = queryDay(call, "from");
    LocalDate to = queryDay(call, "to");
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= LONGEST_ROUTE_DAYS) {
      throw Problem.of(400, "days-wrong", LONGEST_ROUTE_DAYS);
    }
    return new RouteLines.Days(vehicleId, from, to);
  }

  private static LocalDate queryDay(Call call, String name) {
    return call.queryDate(name).orElseThrow(() -> Problem.of(400, "not-a-date", name, ""));
  }

  private void days(Call call) {
    int vehicleId = visibleVehicle(call);
    YearMonth month = call.queryMonth("month").orElseGet(() -> YearMonth.from(region.today()));
    call.send(
        Map.of(
            "items",
            tracks.listDays(call.viewer(), vehicleId, month).stream()
                .map(d -> new SummaryJson(d.date(), Math.round(d.distanceM()), d.tripCount()))
                .toList()));
  }

  /** What a viewer may not see does not exist for them. */
  private int visibleVehicle(Call call) {
    int vehicleId = call.pathInt("vehicleId");
    return fleet
        .findVehicle(call.viewer(), vehicleId)
        .orElseThrow(() -> Problem.of(404, "no-such-vehicle"))
        .id();
  }

  private static LocalDate day(Call call, String name) {
    LocalDate day = call.pathDate(name);
    if (day.getYear() < 2000 || day.getYear() > 2100) {
      throw Problem.of(400, "not-a-date", name, day.toString());
    }
    return day;
  }

  private CrossingJson json(Crossing crossing) {
    return new CrossingJson(
        crossing.areaId(),
        region.findArea(crossing.areaId()).map(Area::name),
        crossing.at(),
        crossing.entered());
  }

  private static TripJson json(VehicleDay.DayTrip trip) {
    return new TripJson(
        trip.start(),
        trip.end(),
        Math.round(trip.distanceM()),
        trip.end().getEpochSecond() - trip.start().getEpochSecond(),
        Math.round(trip.maxSpeedMs() * 3.6),
        trip.fromPlace(),
        trip.toPlace());
  }

  private static StopJson json(VehicleDay.DayStop stop) {
    return new StopJson(
        stop.arrive(),
        stop.leave(),
        stop.durationS(),
        Math.round(stop.at().lat() * 1e6) / 1e6,
        Math.round(stop.at().lon() * 1e6) / 1e6,
        stop.place(),
        switch (stop.engine()) {
          case OFF -> Optional.of(true);
          case ON -> Optional.of(false);
          case UNKNOWN -> Optional.empty();
        });
  }
}
