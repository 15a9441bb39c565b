package id.pantau.collector.visit;

import static id.pantau.collector.visit.Trace.from;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.Band;
import id.pantau.collector.activity.PackageKind;
import id.pantau.collector.activity.Site;
import id.pantau.collector.region.Shape;
import id.pantau.collector.track.DerivedStop;
import id.pantau.collector.track.Track;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchPolicyTest {
  private static final int PUPR = 8;
  private static final int DIKES = 2;
  private static final LatLon SITE = new LatLon(-8.65, 116.53);
  private static final Instant DAWN = Instant.parse("2026-11-24T16:00:00Z");
  private static final Instant NINE = Instant.parse("2026-11-25T01:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-25T16:00:00Z");
  private static final Track NOTHING = Track.builder().build();

  private static final VisitRules RULES =
      new VisitRules(
          150,
          60,
          100,
          Map.of(PackageKind.SERVICES, 300.0),
          Duration.ofMinutes(4),
          20,
          Duration.ofMinutes(3),
          200,
          Duration.ofMinutes(30),
          6,
          4);

  private static Site site(int id, Shape shape) {
    return new Site(id, PUPR, PackageKind.CONSTRUCTION, Band.ON_TRACK, shape);
  }

  private static Site pin() {
    return site(1, Shape.point(SITE));
  }

  /** Two kilometres to the east. */
  private static Site road() {
    LatLon end = from(SITE, 0, 2_000);
    return site(
        2,
        Shape.ofGeoJson(
            "{\"type\":\"LineString\",\"coordinates\":[[%s,%s],[%s,%s]]}"
                .formatted(SITE.lon(), SITE.lat(), end.lon(), end.lat())));
  }

  /** A square of 400 m with a hole of 100 m in its middle. */
  private static Site field() {
    return site(
        3,
        Shape.ofGeoJson(
            "{\"type\":\"Polygon\",\"coordinates\":[" + ring(200) + "," + ring(50) + "]}"));
  }

  private static String ring(double halfM) {
    double[][] corners = {{-1, -1}, {-1, 1}, {1, 1}, {1, -1}, {-1, -1}};
    var text = new StringBuilder();
    for (double[] corner : corners) {
      LatLon at = from(SITE, corner[0] * halfM, corner[1] * halfM);
      text.append(text.isEmpty() ? "[" : ",").append("[" + at.lon() + "," + at.lat() + "]");
    }
    return text.append("]").toString();
  }

  private static DerivedStop stop(LatLon at, Instant start, int minutes) {
    return new DerivedStop(start, start.plus(Duration.ofMinutes(minutes)), false, false, false, at);
  }

  private static DerivedStop stop(LatLon at, int minutes) {
    return stop(at, NINE, minutes);
  }

  private static CarDay day(int opdId, DerivedStop... stops) {
    return new CarDay(opdId, DAWN, NIGHT, List.of(stops), NOTHING);
  }

  private static List<Match> match(CarDay day, Site... sites) {
    return MatchPolicy.match(RULES, List.of(sites), List.of(), day);
  }

  private static Level level(Site site, CarDay day) {
    return match(day, site).getFirst().level();
  }

  @Test
  void aStopWithinReachOfThePinIsAVisit() {
    Match found = match(day(PUPR, stop(from(SITE, 80, 0), 42)), pin()).getFirst();
    assertEquals(1, found.packageId());
    assertEquals(80, found.distanceM(), 1);
    assertEquals(42 * 60, found.stayS());
    assertEquals(NINE, found.arrive());
    assertFalse(found.slowTravel());
    assertEquals(1, match(day(PUPR, stop(from(SITE, 0, 148), 42)), pin()).size());
    assertEquals(List.of(), match(day(PUPR, stop(from(SITE, 0, 153), 42)), pin()));
  }

  @Test
  void somePackagesHaveAnotherReach() {
    var service = new Site(4, PUPR, PackageKind.SERVICES, Band.ON_TRACK, Shape.point(SITE));
    assertEquals(1, match(day(PUPR, stop(from(SITE, 250, 0), 42)), service).size());
    assertEquals(0, match(day(PUPR, stop(from(SITE, 310, 0), 42)), service).size());
  }

  @Test
  void fourMinutesAreNeeded() {
    assertEquals(0, match(day(PUPR, stop(SITE, 3)), pin()).size());
    assertEquals(1, match(day(PUPR, stop(SITE, 4)), pin()).size());
  }

  @Test
  void aStopAtTheRoadIsWithinSixtyMetresOfIt() {
    assertEquals(1, match(day(PUPR, stop(from(SITE, 55, 900), 10)), road()).size());
    assertEquals(0, match(day(PUPR, stop(from(SITE, 65, 900), 10)), road()).size());
    assertEquals(0, match(day(PUPR, stop(from(SITE, 0, 2_070), 10)), road()).size());
  }

  @Test
  void anAreaIsVisitedInsideAndJustOutside() {
    assertEquals(0, match(day(PUPR, stop(from(SITE, 120, 0), 10)), field()).getFirst().distanceM());
    assertEquals(1, match(day(PUPR, stop(from(SITE, 290, 0), 10)), field()).size());
    assertEquals(0, match(day(PUPR, stop(from(SITE, 310, 0), 10)), field()).size());
    // In the hole it is outside, but near.
    assertEquals(50, match(day(PUPR, stop(SITE, 10)), field()).getFirst().distanceM(), 1);
  }

  private static CarDay driven(Trace trace) {
    return new CarDay(PUPR, DAWN, NIGHT, List.of(), trace.track());
  }

  @Test
  void goingSlowlyAlongTheRoadIsAVisitOfTheRoad() {
    var trace = new Trace(NINE, from(SITE, 20, -500)).drive(from(SITE, 20, 0), 40);
    trace.drive(from(SITE, 20, 1_500), 15).drive(from(SITE, 20, 4_000), 40);
    Match found = match(driven(trace), road()).getFirst();
    assertTrue(found.slowTravel());
    assertEquals(6 * 60, found.stayS(), 40);
    assertTrue(found.reasons().contains(Reason.SLOW_TRAVEL));
    assertEquals(Level.MEDIUM, found.level());
  }

  @Test
  void drivingByIsNone() {
    var trace = new Trace(NINE, from(SITE, 20, -500)).drive(from(SITE, 20, 2_500), 30);
    assertEquals(List.of(), match(driven(trace), road()));
  }

  @Test
  void goingSlowlyForAShortTimeOrAShortWayIsNone() {
    var shortTime =
        new Trace(NINE, SITE).drive(from(SITE, 0, 480), 18).drive(from(SITE, 0, 2_500), 40);
    assertEquals(List.of(), match(driven(shortTime), road()));
    var shortWay = new Trace(NINE, SITE);
    for (int i = 0; i < 4; i++) {
      shortWay.drive(from(SITE, 0, 150), 8).drive(SITE, 8);
    }
    assertEquals(List.of(), match(driven(shortWay), road()));
  }

  @Test
  void goingSlowlyOnAnotherRoadIsNone() {
    var beside = new Trace(NINE, from(SITE, 80, 0)).drive(from(SITE, 80, 1_800), 12);
    assertEquals(List.of(), match(driven(beside), road()));
  }

  @Test
  void whatTheTrackerCouldNotSeeIsNoSlowTravel() {
    var trace = new Trace(NINE, SITE).drive(from(SITE, 0, 100), 12);
    trace.silentUntil(trace.now().plusSeconds(300)).drive(from(SITE, 0, 190), 12);
    assertEquals(List.of(), match(driven(trace), road()));
  }

  @Test
  void aRoadDrivenFromEndToEndWithStopsIsOneVisit() {
    Trace trace = new Trace(NINE, SITE).drive(from(SITE, 0, 1_000), 14);
    Instant there = trace.now();
    trace.stand(Duration.ofMinutes(12)).drive(from(SITE, 0, 2_000), 14);
    var day =
        new CarDay(
            PUPR, DAWN, NIGHT, List.of(stop(from(SITE, 0, 1_000), there, 12)), trace.track());
    List<Match> found = match(day, road());
    assertEquals(1, found.size());
    assertEquals(Duration.between(NINE, trace.now()).toSeconds(), found.getFirst().stayS(), 30);
    assertFalse(found.getFirst().slowTravel(), "a stop says more");
  }

  @Test
  void twoStaysWithAShortPauseAreOneVisitAndThePauseDoesNotCount() {
    DerivedStop first = stop(from(SITE, 30, 0), NINE, 10);
    DerivedStop again = stop(from(SITE, 90, 0), NINE.plus(Duration.ofMinutes(35)), 10);
    DerivedStop later = stop(SITE, NINE.plus(Duration.ofHours(3)), 10);
    List<Match> found = match(day(PUPR, first, again, later), pin());
    assertEquals(2, found.size());
    assertEquals(20 * 60, found.getFirst().stayS());
    assertEquals(again.end(), found.getFirst().leave());
    assertEquals(30, found.getFirst().distanceM(), 1);
  }

  @Test
  void officesAndCommonStopsAreKeptApartWithTheirReason() {
    CarDay day = day(PUPR, stop(SITE, 42));
    Shape near = Shape.point(from(SITE, 60, 0));
    for (var expected :
        Map.of(
                Reason.OWN_OFFICE, new KnownPlace(OptionalInt.of(PUPR), near, 100),
                Reason.OTHER_OFFICE, new KnownPlace(OptionalInt.of(DIKES), near, 100),
                Reason.COMMON_STOP, new KnownPlace(OptionalInt.empty(), near, 80))
            .entrySet()) {
      Match found =
          MatchPolicy.match(RULES, List.of(pin()), List.of(expected.getValue()), day).getFirst();
      assertEquals(Level.EXCLUDED, found.level());
      assertEquals(expected.getKey(), found.reasons().getFirst());
    }
    var far = new KnownPlace(OptionalInt.empty(), near, 50);
    assertEquals(
        Level.STRONG,
        MatchPolicy.match(RULES, List.of(pin()), List.of(far), day).getFirst().level());
  }

  @Test
  void whoAlsoStoodElsewhereAtThePackageWasThere() {
    var office = new KnownPlace(OptionalInt.of(PUPR), Shape.point(from(SITE, 120, 0)), 60);
    CarDay day =
        day(
            PUPR,
            stop(from(SITE, 120, 0), NINE, 10),
            stop(from(SITE, -20, 0), NINE.plusSeconds(900), 30));
    assertEquals(
        Level.STRONG,
        MatchPolicy.match(RULES, List.of(pin()), List.of(office), day).getFirst().level());
  }

  @Test
  void nothingIsFoundNearWhereTheVehicleStandsAtNight() {
    LatLon home = from(SITE, 100, 100);
    var morning = new DerivedStop(DAWN, DAWN.plus(Duration.ofHours(7)), true, false, false, home);
    var evening = new DerivedStop(NIGHT.minus(Duration.ofHours(2)), NIGHT, false, true, true, home);
    DerivedStop noon = stop(SITE, NINE.plus(Duration.ofHours(4)), 30);
    assertEquals(1, match(day(PUPR, noon), pin()).size());
    assertEquals(List.of(), match(day(PUPR, morning, noon), pin()));
    assertEquals(List.of(), match(day(PUPR, noon, evening), pin()));
  }

  @Test
  void privateTimeIsNotLookedAt() {
    Instant closes = NINE.plus(Duration.ofMinutes(15));
    var duty = new CarDay(PUPR, DAWN, closes, List.of(stop(SITE, 60)), NOTHING);
    Match cut = match(duty, pin()).getFirst();
    assertEquals(closes, cut.leave());
    assertEquals(15 * 60, cut.stayS());
    var before = new CarDay(PUPR, DAWN, NINE.plusSeconds(180), List.of(stop(SITE, 60)), NOTHING);
    assertEquals(List.of(), match(before, pin()));
    var free = new CarDay(PUPR, DAWN, DAWN, List.of(stop(SITE, 60)), NOTHING);
    assertEquals(List.of(), match(free, pin()));
    var trace = new Trace(NINE, SITE).drive(from(SITE, 0, 1_500), 15);
    var slow = new CarDay(PUPR, DAWN, NINE.plusSeconds(60), List.of(), trace.track());
    assertEquals(List.of(), match(slow, road()));
  }

  @Test
  void nearnessStayAgencyAndNeedAreWeighed() {
    var behind = new Site(1, PUPR, PackageKind.CONSTRUCTION, Band.CRITICAL, Shape.point(SITE));
    LatLon next = from(SITE, 40, 0);
    LatLon far = from(SITE, 140, 0);
    assertEquals(Level.STRONG, level(pin(), day(PUPR, stop(next, 25))));
    assertEquals(Level.STRONG, level(pin(), day(PUPR, stop(next, 12))));
    assertEquals(Level.MEDIUM, level(pin(), day(PUPR, stop(next, 5))));
    assertEquals(Level.WEAK, level(pin(), day(PUPR, stop(far, 5))));
    // Parked next door: another agency's vehicle.
    assertEquals(Level.MEDIUM, level(pin(), day(DIKES, stop(next, 25))));
    assertEquals(Level.STRONG, level(behind, day(DIKES, stop(next, 25))));
    assertEquals(Level.WEAK, level(pin(), day(DIKES, stop(far, 25))));
    assertEquals(Level.MEDIUM, level(behind, day(DIKES, stop(far, 25))));
    assertEquals(
        List.of(Reason.NEAR, Reason.LONG_STAY, Reason.OTHER_OPD, Reason.BEHIND),
        match(day(DIKES, stop(next, 25)), behind).getFirst().reasons());
  }

  @Test
  void twoProjectsInOneSchoolShareTheVisit() {
    Site classrooms = site(11, Shape.point(from(SITE, 20, 0)));
    Site toilets = site(12, Shape.point(from(SITE, -20, 0)));
    Site away = site(13, Shape.point(from(SITE, 2_000, 0)));
    List<Match> found =
        match(
            day(PUPR, stop(SITE, 30), stop(from(SITE, 2_000, 0), NINE.plusSeconds(7_200), 30)),
            classrooms,
            toilets,
            away);
    assertEquals(List.of(1, 1, 0), found.stream().map(Match::shared).toList());
    assertTrue(found.getFirst().reasons().contains(Reason.SHARED_PLACE));
  }

  @Test
  void aVisitThatDoesNotCountIsNotShared() {
    Site here = site(11, Shape.point(SITE));
    Site weak =
        new Site(
            12, DIKES, PackageKind.CONSTRUCTION, Band.ON_TRACK, Shape.point(from(SITE, 145, 0)));
    assertEquals(0, match(day(PUPR, stop(SITE, 30)), here, weak).getFirst().shared());
  }

  @Test
  void aVisitThatGoesOnSaysSo() {
    var standing =
        new DerivedStop(NINE, NINE.plus(Duration.ofMinutes(9)), false, true, false, SITE);
    assertTrue(match(day(PUPR, standing), pin()).getFirst().goesOn());
    assertFalse(match(day(PUPR, stop(SITE, 9)), pin()).getFirst().goesOn());
  }

  @Test
  void inWhateverOrderThingsAreListedTheVisitsAreTheSame() {
    for (int round = 0; round < 50; round++) {
      long seed = System.nanoTime();
      var random = new Random(seed);
      var sites = new ArrayList<Site>(List.of(pin(), road(), field()));
      var places = new ArrayList<KnownPlace>();
      var stops = new ArrayList<DerivedStop>();
      Instant at = DAWN.plus(Duration.ofHours(1));
      for (int i = 0; i < 12; i++) {
        LatLon spot = from(SITE, random.nextInt(-400, 400), random.nextInt(-400, 400));
        sites.add(site(20 + i, Shape.point(spot)));
        places.add(
            new KnownPlace(
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(3)),
                Shape.point(from(spot, random.nextInt(200), 0)),
                60));
        int minutes = random.nextInt(2, 50);
        stops.add(
            stop(from(SITE, random.nextInt(-400, 400), random.nextInt(-400, 400)), at, minutes));
        at = at.plus(Duration.ofMinutes(minutes + random.nextInt(40)));
      }
      Track track = new Trace(at, SITE).drive(from(SITE, 0, 1_500), 12).track();
      var expected =
          MatchPolicy.match(RULES, sites, places, new CarDay(PUPR, DAWN, NIGHT, stops, track));
      Collections.shuffle(sites, random);
      Collections.shuffle(places, random);
      Collections.shuffle(stops, random);
      assertEquals(
          expected,
          MatchPolicy.match(RULES, sites, places, new CarDay(PUPR, DAWN, NIGHT, stops, track)),
          "seed=" + seed);
    }
  }
}
