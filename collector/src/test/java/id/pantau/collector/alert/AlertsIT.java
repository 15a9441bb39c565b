package id.pantau.collector.alert;

import static id.pantau.collector.visit.Trace.from;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Sql;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.visit.Trace;
import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stored becomes alerts, on a real PostGIS. */
class AlertsIT extends AlertBed {
  @Test
  void anEveningOnTheRoadIsOneAlertAlsoWhenItsFixesComeLate() {
    LocalDate yesterday = TODAY.minusDays(1);
    drive(trip(yesterday, "19:30"));
    judge();
    Alert first = only();
    assertEquals("outside-hours", first.rule());
    assertEquals("new", first.state());
    assertEquals("hours", first.details().get("cause").asText());
    assertEquals(25, first.details().get("minutes").asInt(), 2);
    assertEquals(Optional.of("Kepala Dinas"), first.vehicle().holder());
    assertTrue(first.lat().isEmpty());
    String before = dump();
    bed.set(TODAY, "12:30");
    bed.service(
        s ->
            s.change(
                Sql.of("INSERT INTO alert_due (vehicle_id, day) VALUES (:car, :day)"),
                Map.of("car", car, "day", yesterday)));
    judge();
    assertEquals(before, dump(), "judged again it leaves no trace");
    drive(trip(yesterday, "21:30"));
    drive(trip(yesterday, "18:30"));
    judge();
    assertEquals(first.id(), only().id());
    assertEquals(3, only().times());
    assertEquals(at(yesterday, "18:30").getEpochSecond(), only().start().getEpochSecond(), 60);
    assertEquals(
        0,
        bed.service(s -> s.get(Sql.of("SELECT count(*) AS n FROM alert_due"), Map.of()))
            .getInt("n"));
  }

  @Test
  void speedIsSeenInTheFixesOfTheDay() {
    drive(new Trace(at(TODAY, "09:00"), DEPOT).drive(from(DEPOT, 9_000, 0), 95));
    judge();
    assertEquals("overspeed", only().rule());
    assertEquals(95, only().details().get("speedKmh").asInt(), 1);
    assertEquals("medium", only().severity());
    assertEquals(only().madeAt().plus(Duration.ofHours(24)), only().targetAt());
  }

  @Test
  void panicIsToldAtOnceAndTheRestAfterTheQuietHours() {
    bed.set(TODAY, "23:00");
    heard();
    event("panic", bed.instant(), "{}");
    event("overspeed", at(TODAY, "22:50"), "{\"speed-kmh\": \"110\", \"seconds\": \"30\"}");
    alerts.judgeDue();
    assertEquals(List.of("panic"), announcedOfTheCar());
    assertEquals(2, all(bed.leader()).size());
    bed.set(TODAY.plusDays(1), "05:00");
    alerts.judgeDue();
    alerts.judgeDue();
    assertEquals(List.of("panic", "overspeed"), announcedOfTheCar());
  }

  private List<String> announcedOfTheCar() {
    return announced.stream().filter(news -> news.vehicleId() == car).map(AlertNews::rule).toList();
  }

  @Test
  void whatTheFactsGiveNoMoreGoesUnlessSomebodyHadItInHand() {
    event("panic", at(TODAY, "09:00"), "{}");
    event("tow", at(TODAY, "11:00"), "{}");
    judge();
    Alert tow =
        all(bed.leader()).stream().filter(a -> a.rule().equals("tow")).findFirst().orElseThrow();
    act(centre(), tow, "acknowledge", "", "Menelepon");
    bed.service(
        s ->
            s.change(
                Sql.of("DELETE FROM device_event WHERE device_no = :device"),
                Map.of("device", device)));
    again();
    assertEquals(tow.id(), only().id());
    assertFalse(only().isFound());
    assertEquals("done", only().state());
    event("tow", at(TODAY, "11:00"), "{}");
    judge();
    assertEquals(tow.id(), only().id());
    assertTrue(only().isFound());
    assertEquals("in-progress", only().state());
  }

  @Test
  void lateDataMakesOneOfTwoAndThatInHandIsKept() {
    event("panic", at(TODAY, "09:00"), "{}");
    event("panic", at(TODAY, "10:00"), "{}");
    judge();
    Alert second = all(bed.leader()).getFirst();
    act(centre(), second, "acknowledge", "", "Menelepon");
    event("panic", at(TODAY, "09:30"), "{}");
    judge();
    assertEquals(second.id(), only().id());
    assertEquals(3, only().times());
    assertEquals(at(TODAY, "09:00"), only().start());
  }

  @Test
  void aTrackerThatIsHeardAgainIsSilentNoMore() {
    bed.set(TODAY.plusDays(2), "12:00");
    alerts.judgeDue();
    alerts.judgeDue();
    assertEquals("device-silent", only().rule());
    assertEquals(Optional.empty(), only().end());
    assertEquals(at(TODAY, "12:00"), only().start());
    heard();
    alerts.judgeDue();
    assertEquals(Optional.of(bed.instant()), only().end());
    assertEquals("done", only().state(), "it needs nobody any more");
  }

  /** Of one journal, a fix a minute from then on. */
  private void record(long epoch, int firstSeq, String time, int count) {
    var fixes = new ArrayList<ReceivedFix>();
    for (int i = 0; i < count; i++) {
      Instant when = at(TODAY, time).plusSeconds(60L * i);
      var fix = new Fix(when, DEPOT, Fix.Mode.FIX_3D, 0, Double.NaN, 100, 0.9, 9, 0);
      fixes.add(new ReceivedFix(device, epoch, firstSeq + i, fix, bed.instant()));
    }
    tracks.prepare(tracks.daysOf(fixes));
    bed.service(session -> tracks.append(session, fixes));
    alerts.judgeDue();
  }

  @Test
  void aVehicleInPrivateModeHasAPositionOfWhichNobodyIsTold() {
    record(31, 1, "09:00", 20);
    bed.set(TODAY.plusDays(2), "12:00");
    Instant evening = at(TODAY.plusDays(1), "18:00");
    var fix =
        new Fix(evening, DEPOT, Fix.Mode.FIX_3D, 9, 0, 100, 0.9, 9, 0).withFlag(Fix.FLAG_PRIVATE);
    bed.service(
        s -> tracks.append(s, List.of(new ReceivedFix(device, 31, 21, fix, bed.instant()))));
    heard();
    alerts.judgeDue();
    assertEquals(List.of(), all(bed.leader()), "it had one eighteen hours ago");
    bed.service(s -> s.change(Sql.of("DELETE FROM private_time"), Map.of()));
    alerts.judgeDue();
    assertEquals("device-unhealthy", only().rule(), "the last of which people are told is old");
  }

  private void assertCopied(String cause) {
    assertEquals("device-copied", only().rule());
    assertEquals(cause, only().details().get("cause").asText());
    assertEquals(Optional.empty(), only().end());
    assertEquals(1, all(bed.technician()).size(), "technicians are told of it");
  }

  @Test
  void aCopiedCardIsSeenByANumberThatComesAgainAtAnotherTime() {
    record(11, 1, "09:00", 20);
    record(11, 1, "09:00", 20);
    assertEquals(List.of(), all(bed.leader()), "what is sent again is the same");
    bed.set(TODAY, "12:10");
    heard();
    record(11, 15, "10:00", 5);
    assertCopied("numbers");
    bed.set(TODAY.plusDays(1), "12:11");
    heard();
    alerts.judgeDue();
    assertEquals("done", only().state(), "there was no further sign for a day");
  }

  @Test
  void aCopiedKeyIsSeenByTwoJournalsOfOneTime() {
    record(21, 1, "09:00", 20);
    record(22, 1, "09:20", 20);
    record(22, 21, "09:40", 20);
    assertEquals(List.of(), all(bed.leader()), "a card that was made anew follows the old one");
    record(21, 21, "09:30", 5);
    assertCopied("journals");
  }

  @Test
  void whoStaysOutOverNightIsOneAlertUntilBack() {
    int regency =
        bed.service(
                s ->
                    s.get(
                        Sql.of(
                            """
                            INSERT INTO area (kind, code, name, middle, geom, buffer_m) VALUES ('regency', '52.03', 'Lombok Timur',
                              ST_SetSRID(ST_MakePoint(116.5, -8.6), 4326), ST_Multi(ST_MakeEnvelope(116.3, -8.9, 116.8, -8.2, 4326)), 1000)
                            RETURNING id
                            """),
                        Map.of()))
            .getInt("id");
    LocalDate yesterday = TODAY.minusDays(1);
    crossing(regency, yesterday, "15:00", false);
    judge();
    Alert out = only();
    assertEquals("outside-regency", out.rule());
    assertEquals(Optional.empty(), out.end());
    crossing(regency, TODAY, "09:00", true);
    judge();
    assertEquals(out.id(), only().id());
    assertEquals(Optional.of(at(TODAY, "09:00")), only().end());
    assertEquals(18 * 60, only().details().get("minutes").asInt());
    bed.service(s -> s.change(Sql.of("DELETE FROM area WHERE id = :id"), Map.of("id", regency)));
  }

  private void crossing(int area, LocalDate day, String time, boolean entered) {
    bed.service(
        s -> {
          s.change(
              Sql.of(
                  """
                  INSERT INTO area_crossing (vehicle_id, day, nr, area_id, at, entered) VALUES (:car, :day, 1, :area, :at, :entered)
                  """),
              Map.of(
                  "car", car, "day", day, "area", area, "at", at(day, time), "entered", entered));
          return s.change(
              Sql.of(
                  """
                  INSERT INTO vehicle_day (vehicle_id, day, fix_count, first_fix_time, last_fix_time, distance_m, moving_s, stopped_s,
                                           trip_count, device_nos, derived_at)
                  VALUES (:car, :day, 1, now(), now(), 1, 1, 1, 0, ARRAY[1], now())
                  """),
              Map.of("car", car, "day", day));
        });
  }
}
