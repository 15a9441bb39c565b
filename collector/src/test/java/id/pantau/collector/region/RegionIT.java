package id.pantau.collector.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegionIT {
  private static Db db;
  private static Region region;

  @BeforeAll
  static void open() {
    db = TestDb.open();
    // 23:30 UTC is 07:30 of the next day in WITA.
    region = Region.open(db, "lombok-timur", () -> Instant.parse("2026-11-24T23:30:00Z"));
  }

  @AfterAll
  static void close() {
    db.close();
  }

  private static int id(String handle) {
    return region.findOpd(handle).orElseThrow().id();
  }

  @Test
  void todayIsTheDayOfTheRegion() {
    assertEquals(LocalDate.of(2026, 11, 25), region.today());
    assertEquals(LocalTime.of(17, 0), region.cutOff());
  }

  @Test
  void knowsAgenciesAndWhichOfThemAreHospitalsOfAnother() {
    assertEquals(60, region.listOpds().size());
    assertEquals("Dinas Kesehatan", region.findOpd("dikes").orElseThrow().name());
    assertEquals(5, region.listOpds().stream().filter(opd -> opd.kind().equals("rsud")).count());
    assertEquals(
        5,
        db.asService(
                session ->
                    session.get(
                        Sql.of("SELECT count(*) AS n FROM opd WHERE parent_id IS NOT NULL"),
                        Map.of()))
            .getInt("n"));
  }

  @Test
  void plantingAgainChangesNothing() {
    Region again = Region.open(db, "lombok-timur", Instant::now);
    assertEquals(60, again.listOpds().size());
  }

  @Test
  void aWeekendAndAHolidayAreFreeAndAnExceptionIsStronger() {
    WorkCalendar calendar = region.calendar();
    assertTrue(calendar.isWorkingDay(id("dikes"), LocalDate.of(2026, 11, 25)));
    assertFalse(calendar.isWorkingDay(id("dikes"), LocalDate.of(2026, 11, 28)), "Saturday");
    assertFalse(calendar.isWorkingDay(id("dikes"), LocalDate.of(2026, 12, 25)), "Christmas");
    assertEquals(
        LocalDate.of(2026, 11, 27),
        calendar.previousWorkingDay(id("dikes"), LocalDate.of(2026, 11, 30)));
    db.asService(
        session ->
            session.change(
                Sql.of(
                    "INSERT INTO work_exception (day, opd_id, working, reason) VALUES ('2026-11-28',"
                        + " :opd, true, 'siaga')"),
                Map.of("opd", id("bpbd"))));
    region.reload();
    assertTrue(region.calendar().isWorkingDay(id("bpbd"), LocalDate.of(2026, 11, 28)));
    assertFalse(region.calendar().isWorkingDay(id("dikes"), LocalDate.of(2026, 11, 28)));
  }

  @Test
  void ramadanHasItsOwnHours() {
    WorkCalendar calendar = region.calendar();
    assertEquals(
        LocalTime.of(8, 0),
        calendar.findHours(id("dikes"), LocalDate.of(2026, 3, 3)).orElseThrow().opens());
    assertEquals(
        LocalTime.of(7, 30),
        calendar.findHours(id("dikes"), LocalDate.of(2026, 11, 3)).orElseThrow().opens());
    assertEquals(
        LocalTime.MIDNIGHT,
        calendar.findHours(id("damkartan"), LocalDate.of(2026, 3, 3)).orElseThrow().opens());
  }

  @Test
  void namesAPlaceAndLeavesTheOpenSeaWithoutName() {
    assertEquals(
        "Tanjung Luar, Keruak",
        region.placeOf(new LatLon(-8.7720, 116.5195)).map(Place::name).orElseThrow());
    assertEquals(Optional.empty(), region.placeOf(new LatLon(-8.6, 117.0)));
  }

  @Test
  void whatASourcePutOnTheMapIsReplacedTogether() {
    String line = "{\"type\":\"LineString\",\"coordinates\":[[116.5,-8.6],[116.6,-8.7]]}";
    region.replaceMapFeatures(
        "test",
        List.of(
            new MapFeature("road", "primary", Optional.of("Jalan A"), line),
            new MapFeature("road", "primary", Optional.empty(), line)));
    assertEquals(21 + 2, region.listMapFeatures().size());
    region.replaceMapFeatures("test", List.of());
    assertEquals(21, region.listMapFeatures().size());
  }
}
