package id.pantau.collector.alert;

import id.pantau.collector.alert.FactStore.VehicleOnDay;
import id.pantau.collector.db.Session;
import id.pantau.collector.region.Region;
import id.pantau.collector.region.WorkCalendar;
import id.pantau.collector.track.Track;
import id.pantau.collector.track.Tracks;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Puts together what the alerts of a day of a vehicle follow from. */
final class Evidence {
  private final Region region;
  private final Tracks tracks;

  Evidence(Region region, Tracks tracks) {
    this.region = region;
    this.tracks = tracks;
  }

  /** The day, from midnight to midnight. */
  Span whole(LocalDate day) {
    return new Span(startOf(day), startOf(day.plusDays(1)));
  }

  /**
   * The facts of a day; empty for a vehicle that nobody ever kept.
   *
   * @param versions what it will be judged by: the fixes, which are the dearest, are read only
   *     where a trip was faster than one of them allows
   */
  Optional<DayFacts> of(
      Session session, VehicleOnDay of, FactStore.Stored stored, List<RuleVersion> versions) {
    Span whole = whole(of.day());
    return stored
        .car(region.calendar()::isAroundTheClock)
        .map(
            car ->
                new DayFacts(
                    car,
                    of.day(),
                    whole,
                    work(car.opdId(), of.day()),
                    region.calendar().findHoliday(of.day()),
                    stored.drives(),
                    stored.idles(),
                    stored.events(),
                    stored.outings().stream()
                        .filter(outing -> whole.contains(outing.left()))
                        .toList(),
                    track(session, of, stored, slowest(versions, car.kind())),
                    stored.permits()));
  }

  private static double slowest(List<RuleVersion> versions, String vehicleKind) {
    return versions.stream()
        .filter(version -> version.rule() == Rule.OVERSPEED && version.looksAt(vehicleKind))
        .mapToDouble(version -> version.setting("limitKmh"))
        .min()
        .orElse(Double.MAX_VALUE);
  }

  private Optional<Track> track(
      Session session, VehicleOnDay of, FactStore.Stored stored, double fastKmh) {
    return stored.drives().stream().anyMatch(drive -> drive.fastestKmh() > fastKmh)
        ? Optional.of(tracks.getTrack(session, of.vehicleId(), of.day()))
        : Optional.empty();
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(region.zone()).toInstant();
  }

  private Optional<Span> work(int opdId, LocalDate day) {
    WorkCalendar calendar = region.calendar();
    if (!calendar.isWorkingDay(opdId, day)) {
      return Optional.empty();
    }
    return calendar
        .findHours(opdId, day)
        .map(
            hours -> {
              LocalTime closes = hours.closes();
              Instant opens = day.atTime(hours.opens()).atZone(region.zone()).toInstant();
              // 24:00 comes as 00:00.
              return new Span(
                  opens,
                  closes.isAfter(hours.opens())
                      ? day.atTime(closes).atZone(region.zone()).toInstant()
                      : startOf(day.plusDays(1)));
            })
        // Called to work on a Saturday: the week knows no hours, so the whole day is one.
        .or(() -> Optional.of(whole(day)));
  }
}
