package id.pantau.collector.export;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.track.Track;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tracks and kilometres as files. Who takes a track away is written into the audit. */
public final class ExportApi implements Api {
  /** Not a wall, which has nobody before it. */
  private static final Access TAKES_AWAY =
      Access.roles(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR, Role.OPD_HEAD, Role.OPD_OPERATOR);

  private static final int MAX_DAYS = 31;

  private final Tracks tracks;
  private final Fleet fleet;
  private final Region region;
  private final Audit audit;

  public ExportApi(Tracks tracks, Fleet fleet, Region region, Audit audit) {
    this.tracks = tracks;
    this.fleet = fleet;
    this.region = region;
    this.audit = audit;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/vehicles/{vehicleId}/track", TAKES_AWAY, this::track)
        .get("/api/v1/mileage", TAKES_AWAY, this::mileage);
  }

  private void track(Call call) {
    Vehicle vehicle =
        fleet
            .findVehicle(call.viewer(), call.pathInt("vehicleId"))
            .orElseThrow(() -> Problem.of(404, "no-such-vehicle"));
    LocalDate from =
        call.queryDate("from").orElseThrow(() -> Problem.of(400, "not-a-date", "from", ""));
    LocalDate to = call.queryDate("to").orElse(from);
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
      throw Problem.of(400, "days-wrong", MAX_DAYS);
    }
    String word = call.query("format").orElse(TrackFormat.GPX.word());
    TrackFormat format =
        TrackFormat.find(word)
            .orElseThrow(() -> Problem.of(400, "no-such-format", word, TrackFormat.words()));
    var journey =
        new Journey(
            vehicle, call.language(), region.zone(), days(call.viewer(), vehicle, from, to));
    audit.record(
        call.viewer().userName(),
        "track-exported",
        "vehicle:" + vehicle.id(),
        from + ".." + to + " " + word);
    String name = "pantau-" + vehicle.id() + "-" + from + (to.equals(from) ? "" : "-" + to);
    call.sendFile(name + "." + word, format.mediaType(), format.write(journey));
  }

  private List<Journey.Day> days(Viewer viewer, Vehicle vehicle, LocalDate from, LocalDate to) {
    var days = new ArrayList<Journey.Day>();
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      Optional<Track> track = tracks.findTrack(viewer, vehicle.id(), date);
      if (track.isPresent() && track.get().size() > 0) {
        days.add(new Journey.Day(date, track.get(), tracks.getDay(viewer, vehicle.id(), date)));
      }
    }
    return days;
  }

  private void mileage(Call call) {
    YearMonth month = call.queryMonth("month").orElseGet(() -> YearMonth.from(region.today()));
    String format = call.query("format").orElse("json");
    if (!format.equals("json") && !format.equals("xlsx")) {
      throw Problem.of(400, "no-such-format", format, "json, xlsx");
    }
    var told =
        MonthOfKilometres.of(
            month,
            tracks.listMileage(call.viewer(), month),
            fleet.listVehicles(call.viewer()),
            id -> region.getOpd(id).name());
    if (format.equals("json")) {
      call.send(told);
    } else {
      call.sendFile(
          "pantau-km-" + month + ".xlsx",
          TrackFormat.XLSX.mediaType(),
          MileageSheet.of(call.language(), told));
    }
  }
}
