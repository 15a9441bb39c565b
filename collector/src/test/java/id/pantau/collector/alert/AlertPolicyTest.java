package id.pantau.collector.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.alert.DayFacts.Car;
import id.pantau.collector.alert.DayFacts.Drive;
import id.pantau.collector.alert.DayFacts.Event;
import id.pantau.collector.alert.DayFacts.Idle;
import id.pantau.collector.alert.DayFacts.Outing;
import id.pantau.collector.track.Track;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

  /** A Wednesday. */
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

  private static final LatLon HERE = new LatLon(-8.65, 116.53);

  private String kind = "car";
  private boolean aroundTheClock;
  private Optional<Span> work = Optional.of(new Span(at("07:30"), at("16:00")));
  private Optional<String> holiday = Optional.empty();
  private final List<Drive> drives = new ArrayList<>();
  private final List<Idle> idles = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Outing> outings = new ArrayList<>();
  private final List<Span> permits = new ArrayList<>();
  private Optional<Track> track = Optional.empty();
  private final Map<Rule, RuleVersion> changed = new HashMap<>();
  private Instant now = at("23:30");

  private static Instant at(String time) {
    return DAY.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
  }

  private AlertPolicy.Judgement judge() {
    var facts =
        new DayFacts(
            new Car(1, kind, 7, aroundTheClock),
            DAY,
            new Span(at("00:00"), at("00:00").plus(Duration.ofDays(1))),
            work,
            holiday,
            drives,
            idles,
            events,
            outings,
            track,
            permits);
    return AlertPolicy.judge(
        facts, rule -> changed.getOrDefault(rule, RuleVersion.delivered(rule)), now);
  }

  private Incident only() {
    List<Incident> all = judge().incidents();
    assertEquals(1, all.size(), all.toString());
    return all.getFirst();
  }

  private void nothing() {
    assertEquals(List.of(), judge().incidents());
  }

  private void change(Rule rule, boolean enabled, Map<String, Double> settings) {
    changed.put(
        rule,
        new RuleVersion(
            rule, 1, enabled, rule.severity(), settings, rule.exemptKinds(), Optional.empty()));
  }

  private void drive(String from, String until, double km) {
    drives.add(new Drive(at(from), at(until), km * 1_000, 60));
  }

  private void event(String word, String time) {
    events.add(
        new Event(
            word,
            at(time),
            Optional.of(HERE),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }

  private void fast(String time, double kmh, double seconds) {
    events.add(
        new Event(
            "overspeed",
            at(time),
            Optional.of(HERE),
            OptionalDouble.of(kmh),
            OptionalDouble.of(seconds),
            OptionalDouble.empty()));
  }

  @Test
  void aQuietDayCausesNothing() {
    drive("07:40", "08:10", 12);
    nothing();
  }

  @Test
  void fortyLinesAreOneIncident() {
    for (int i = 0; i < 20; i++) {
      fast("10:%02d".formatted(i * 2), 110 + i, 30);
    }
    Incident one = only();
    assertEquals(Rule.OVERSPEED, one.rule());
    assertEquals(20, one.times());
    assertEquals(Map.of("speedKmh", 129L, "limitKmh", 80L, "seconds", 600L), one.details());
    assertEquals(at("09:59:30"), one.start());
    assertEquals(at("10:38"), one.end());
    fast("12:00", 120, 30);
    assertEquals(2, judge().incidents().size());
  }

  @Test
  void shortAndAllowedSpeedsAreNoOverspeed() {
    fast("10:00", 120, 19);
    fast("11:00", 80, 300);
    nothing();
    change(Rule.OVERSPEED, true, Map.of("limitKmh", 79.0));
    assertEquals(80L, only().details().get("speedKmh"));
  }

  @Test
  void anAmbulanceMayHurryAndIdleAndDriveAtNight() {
    kind = "ambulance";
    fast("10:00", 120, 60);
    drive("22:00", "23:00", 40);
    idles.add(new Idle(at("08:00"), at("10:00"), false, HERE));
    outings.add(new Outing(at("10:00"), Optional.of(at("14:00"))));
    nothing();
    event("panic", "12:00");
    assertEquals(Rule.PANIC, only().rule());
  }

  private static Fix fix(String time, double kmh, int flags) {
    return new Fix(
        at(time), HERE, Fix.Mode.FIX_3D, kmh / 3.6, Double.NaN, Double.NaN, 1.0, 9, flags);
  }

  private static Track track(Fix... fixes) {
    Track.Builder builder = Track.builder();
    for (Fix fix : fixes) {
      builder.add(fix);
    }
    return builder.build();
  }

  @Test
  void theFixesShowWhatATrackerDoesNotTell() {
    track =
        Optional.of(
            track(
                fix("10:00:00", 70, 0),
                fix("10:00:20", 90, 0),
                fix("10:01:00", 95, 0),
                fix("10:01:10", 70, 0)));
    Incident one = only();
    assertEquals(95L, one.details().get("speedKmh"));
    assertEquals(40L, one.details().get("seconds"));
    // The tracker tells of the same stretch: still one, and not twice as long.
    fast("10:00:50", 97, 20);
    assertEquals(Map.of("speedKmh", 97L, "limitKmh", 80L, "seconds", 40L), only().details());
    assertEquals(1, only().times());
  }

  @Test
  void aSpikeAJumpAndAGapAreNoOverspeed() {
    track =
        Optional.of(track(fix("10:00:00", 60, 0), fix("10:00:20", 150, 0), fix("10:00:40", 60, 0)));
    nothing();
    track =
        Optional.of(track(fix("10:00:00", 90, Fix.FLAG_JUMP), fix("10:00:40", 90, Fix.FLAG_JUMP)));
    nothing();
    track = Optional.of(track(fix("10:00:00", 90, 0), fix("10:05:00", 90, 0)));
    nothing();
  }

  @Test
  void drivingInTheEveningIsToldWithoutPlaces() {
    drive("16:30", "16:50", 10); // on the way home
    drive("19:30", "19:50", 8);
    drive("21:00", "21:30", 12);
    Incident one = only();
    assertEquals(Rule.OUTSIDE_HOURS, one.rule());
    assertEquals(Map.of("minutes", 50L, "distanceM", 20_000L, "cause", "hours"), one.details());
    assertEquals(2, one.times());
    assertEquals(at("19:30"), one.start());
    assertEquals(Optional.empty(), one.at());
  }

  @Test
  void onlyThePartOfATripBeyondTheHoursCounts() {
    drive("16:40", "17:20", 40); // hours and their hour of grace end at 17:00
    assertEquals(Map.of("minutes", 20L, "distanceM", 20_000L, "cause", "hours"), only().details());
    change(Rule.OUTSIDE_HOURS, true, Map.of("graceMin", 61.0));
    nothing();
  }

  @Test
  void aDayOffIsOutsideAsAWholeAndSaysWhy() {
    work = Optional.empty();
    drive("09:00", "09:20", 5);
    assertEquals("day-off", only().details().get("cause"));
    holiday = Optional.of("Maulid Nabi");
    assertEquals("holiday", only().details().get("cause"));
    assertEquals("Maulid Nabi", only().details().get("holiday"));
  }

  @Test
  void whoNeverClosesIsNeverOutside() {
    aroundTheClock = true;
    work = Optional.empty();
    drive("02:00", "04:00", 60);
    nothing();
  }

  @Test
  void aPermitCancelsWhatItCovers() {
    drive("19:00", "20:00", 30);
    outings.add(new Outing(at("18:30"), Optional.of(at("20:30"))));
    assertEquals(2, judge().incidents().size());
    permits.add(new Span(at("18:00"), at("21:00")));
    nothing();
    permits.set(0, new Span(at("18:00"), at("19:30")));
    assertEquals(
        List.of(Rule.OUTSIDE_REGENCY, Rule.OUTSIDE_HOURS),
        judge().incidents().stream().map(Incident::rule).toList());
    assertTrue(judge().incidents().stream().allMatch(one -> one.start().equals(at("19:30"))));
  }

  @Test
  void whoIsOutsideIsAskedOnlyWhenItLasts() {
    outings.add(new Outing(at("10:00"), Optional.of(at("10:14"))));
    nothing();
    outings.set(0, new Outing(at("10:00"), Optional.empty()));
    now = at("10:10");
    AlertPolicy.Judgement early = judge();
    assertEquals(List.of(), early.incidents());
    assertEquals(Optional.of(at("10:15")), early.againAt());
    now = at("10:15");
    Incident one = only();
    assertTrue(one.goesOn());
    assertEquals(Optional.empty(), judge().againAt());
    outings.set(0, new Outing(at("10:00"), Optional.of(at("12:00"))));
    assertEquals(Map.of("minutes", 120L), only().details());
    assertEquals(at("12:00"), only().end());
  }

  @Test
  void longIdlingIsToldFromHalfAnHourOn() {
    idles.add(new Idle(at("10:00"), at("10:29"), false, HERE));
    nothing();
    idles.set(0, new Idle(at("10:00"), at("10:45"), true, HERE));
    assertEquals(Map.of("minutes", 45L), only().details());
    assertEquals(Optional.of(HERE), only().at());
    assertTrue(!only().goesOn(), "nothing was heard of it for hours");
    now = at("10:46");
    assertTrue(only().goesOn());
  }

  @Test
  void panicPressedAgainIsTheSamePanic() {
    event("panic", "10:00");
    event("panic", "10:05");
    event("panic", "10:30");
    assertEquals(3, only().times());
    event("panic", "14:00");
    assertEquals(2, judge().incidents().size());
  }

  @Test
  void towIsHighAndHasAPlace() {
    event("tow", "02:00");
    assertEquals(Rule.TOW, only().rule());
    assertEquals(Severity.HIGH, Rule.TOW.severity());
    assertEquals(Optional.of(HERE), only().at());
  }

  @Test
  void aPowerCutMustLast() {
    event("power-lost", "10:00");
    event("power-back", "10:09");
    nothing();
    event("power-lost", "12:00");
    now = at("12:03");
    assertEquals(Optional.of(at("12:10")), judge().againAt());
    now = at("12:10");
    assertEquals(Map.of("cause", "power", "minutes", 10L), only().details());
    assertTrue(only().goesOn());
    event("power-back", "13:00");
    now = at("20:00");
    assertEquals(Map.of("cause", "power", "minutes", 60L), only().details());
    assertEquals(Optional.empty(), only().at(), "a technician reads it");
  }

  @Test
  void aBoxThatIsOpenedIsToldAtOnce() {
    event("tamper", "10:00");
    assertEquals(Map.of("cause", "opened"), only().details());
  }

  @Test
  void aRuleThatIsSwitchedOffFindsNothing() {
    event("panic", "10:00");
    change(Rule.PANIC, false, Map.of());
    nothing();
  }

  @Test
  void theSameFactsInAnyOrderGiveTheSame() {
    for (int i = 0; i < 30; i++) {
      fast("%02d:%02d".formatted(8 + i / 4, i % 4 * 15), 100 + i % 7, 25 + i);
      event(i % 2 == 0 ? "power-lost" : "power-back", "%02d:%02d".formatted(8 + i / 2, i % 2 * 30));
      event("panic", "%02d:59".formatted(i % 24));
    }
    AlertPolicy.Judgement inOrder = judge();
    assertTrue(inOrder.incidents().size() > 10, inOrder.toString());
    long seed = System.nanoTime();
    Collections.shuffle(events, new Random(seed));
    assertEquals(inOrder, judge(), "seed=" + seed);
  }

  @Test
  void aDayIsJudgedByWhatHeldThen() {
    var old = new RuleVersion.Decision("awal", "Admin", at("00:00").minus(Duration.ofDays(9)));
    var fresh = new RuleVersion.Decision("terlalu banyak", "Admin", at("15:00"));
    var book =
        new RuleBook(
            List.of(
                new RuleVersion(
                    Rule.TOW, 1, true, Severity.LOW, Map.of(), Set.of(), Optional.of(old)),
                new RuleVersion(
                    Rule.TOW, 2, false, Severity.LOW, Map.of(), Set.of(), Optional.of(fresh))));
    Instant dayEnd = at("00:00").plus(Duration.ofDays(1));
    assertEquals(2, book.of(Rule.TOW, dayEnd).version());
    assertEquals(1, book.of(Rule.TOW, at("00:00")).version());
    assertEquals(0, book.of(Rule.TOW, at("00:00").minus(Duration.ofDays(20))).version());
    assertEquals(2, book.newest(Rule.TOW).version());
    assertEquals(0, book.newest(Rule.PANIC).version());
  }

  @Test
  void quietHoursPutOffWhatCanWait() {
    QuietHours night = QuietHours.DELIVERED;
    Instant morning = DAY.plusDays(1).atTime(5, 0).atZone(ZONE).toInstant();
    assertEquals(morning, night.announceAt(Severity.LOW, at("22:00"), ZONE));
    assertEquals(at("05:00"), night.announceAt(Severity.MEDIUM, at("04:59"), ZONE));
    assertEquals(at("05:00"), night.announceAt(Severity.MEDIUM, at("05:00"), ZONE));
    assertEquals(at("21:59"), night.announceAt(Severity.LOW, at("21:59"), ZONE));
    assertEquals(at("23:00"), night.announceAt(Severity.HIGH, at("23:00"), ZONE));
    var noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0));
    assertEquals(at("13:00"), noon.announceAt(Severity.LOW, at("12:30"), ZONE));
    var never = new QuietHours(LocalTime.of(12, 0), LocalTime.of(12, 0));
    assertEquals(at("12:00"), never.announceAt(Severity.LOW, at("12:00"), ZONE));
  }

  private TrackerState tracker(int vehicle, String heard) {
    return new TrackerState(
        vehicle,
        "car",
        7,
        at("00:00").minus(Duration.ofDays(60)),
        heard.isEmpty() ? Optional.empty() : Optional.of(at(heard)),
        Optional.of(at("00:00")),
        Optional.empty(),
        OptionalDouble.of(50),
        OptionalLong.of(12_000_000),
        Optional.empty());
  }

  private List<String> trackers(Instant at, TrackerState... trackers) {
    return TrackerPolicy.judge(
            List.of(trackers), rule -> changed.getOrDefault(rule, RuleVersion.delivered(rule)), at)
        .stream()
        .map(f -> f.incident().rule().word() + " " + f.tracker().vehicleId())
        .toList();
  }

  @Test
  void aTrackerIsSilentWhenOthersAreHeard() {
    change(Rule.DEVICE_SILENT, true, Map.of("silentH", 6.0));
    Instant evening = at("20:00");
    TrackerState silent = tracker(1, "13:00");
    assertEquals(
        List.of("device-silent 1"),
        trackers(evening, silent, tracker(2, "19:59"), tracker(3, "14:30")));
    // Nobody is heard: the office is deaf.
    assertEquals(List.of(), trackers(evening, silent, tracker(2, "13:01"), tracker(3, "13:02")));
    assertEquals(List.of("device-silent 1"), trackers(evening, silent));
    assertEquals(
        List.of("device-silent 4"),
        trackers(evening, tracker(4, ""), tracker(2, "19:59"), tracker(3, "19:00")));
  }

  @Test
  void aTrackerIsUnhealthyForEachOfItsReadings() {
    TrackerState good = tracker(1, "20:00");
    assertEquals(List.of(), trackers(at("20:00"), good));
    var hot =
        new TrackerState(
            2,
            "car",
            7,
            good.rideSince(),
            good.heardAt(),
            Optional.of(at("20:00").minus(Duration.ofHours(48))),
            Optional.empty(),
            OptionalDouble.of(81),
            OptionalLong.of(1_999_000),
            Optional.empty());
    List<TrackerPolicy.Found> found =
        TrackerPolicy.judge(List.of(hot), RuleVersion::delivered, at("20:00"));
    assertEquals(1, found.size(), "one line, three causes");
    assertEquals(
        Map.of("temperatureC", 81L, "freeKb", 1_999L, "noPositionH", 48L),
        found.getFirst().incident().details());
  }

  @Test
  void aVehicleThatStandsForAMonthIsToldOf() {
    TrackerState good = tracker(1, "20:00");
    for (int days : List.of(29, 30)) {
      var standing =
          new TrackerState(
              1,
              "car",
              7,
              good.rideSince(),
              good.heardAt(),
              good.positionAt(),
              Optional.of(at("20:00").minus(Duration.ofDays(days))),
              good.temperatureC(),
              good.freeBytes(),
              Optional.empty());
      assertEquals(
          days == 30 ? List.of("parked-long 1") : List.of(), trackers(at("20:00"), standing));
    }
  }
}
