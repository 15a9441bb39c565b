package id.pantau.collector.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.presence.PresencePolicy.Stay;
import id.pantau.collector.track.DerivedStop;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is presence and what is none, without a database. */
class PresencePolicyTest {
  private static final Instant MIDNIGHT = Instant.parse("2025-11-24T16:00:00Z");
  private static final double METRE = 1 / 111_195.0;

  /** A hundred kilometres wide each, from the equator to the south. */
  private static OptionalInt desa(LatLon at) {
    return at.lat() > 0 ? OptionalInt.empty() : OptionalInt.of((int) -at.lat());
  }

  private static DerivedStop stop(double hour, int minutes, LatLon at) {
    Instant start = MIDNIGHT.plus(Duration.ofMinutes(Math.round(hour * 60)));
    return new DerivedStop(start, start.plus(Duration.ofMinutes(minutes)), false, false, false, at);
  }

  private static PresencePolicy.Day day(int fromHour, int untilHour, DerivedStop... stops) {
    return new PresencePolicy.Day(
        MIDNIGHT.plus(Duration.ofHours(fromHour)),
        MIDNIGHT.plus(Duration.ofHours(untilHour)),
        List.of(stops));
  }

  private static List<Stay> count(DerivedStop... stops) {
    return PresencePolicy.count(day(0, 24, stops), at -> false, PresencePolicyTest::desa);
  }

  private static LatLon at(double lat, double northM) {
    return new LatLon(lat + northM * METRE, 116);
  }

  @Test
  void sumsUpTheStaysOfADesa() {
    assertEquals(
        List.of(new Stay(1, 2, 3_000), new Stay(8, 1, 240)),
        count(stop(8, 20, at(-1.5, 0)), stop(9, 4, at(-8.5, 0)), stop(10, 30, at(-1.5, 40_000))));
  }

  @Test
  void aShortHaltIsNoPresenceAndNeitherIsOneOutsideTheRegion() {
    DerivedStop brief = stop(8, 4, at(-1.5, 0));
    var briefer =
        new DerivedStop(
            brief.start(), brief.end().minusSeconds(1), false, false, false, brief.at());
    assertEquals(List.of(new Stay(1, 1, 240)), count(brief));
    assertEquals(List.of(), count(briefer));
    assertEquals(List.of(), count(stop(8, 60, at(1.5, 0))));
  }

  @Test
  void whereItStandsAtEitherEndOfTheDayIsHomeAllDay() {
    var morning = new DerivedStop(MIDNIGHT, MIDNIGHT, true, false, false, at(-1.5, 0));
    var evening =
        new DerivedStop(
            MIDNIGHT.plus(Duration.ofHours(18)),
            MIDNIGHT.plus(Duration.ofHours(24)),
            false,
            true,
            true,
            at(-2.5, 0));
    assertEquals(
        List.of(new Stay(1, 1, 600), new Stay(2, 1, 600)),
        count(
            morning,
            stop(9, 30, at(-1.5, 190)),
            stop(10, 10, at(-1.5, 210)),
            stop(12, 30, at(-2.5, -190)),
            stop(13, 10, at(-2.5, -210)),
            evening));
  }

  @Test
  void aTrackerThatFallsSilentAwayFromHomeStillStoodThere() {
    var last =
        new DerivedStop(
            MIDNIGHT.plus(Duration.ofHours(9)),
            MIDNIGHT.plus(Duration.ofHours(10)),
            false,
            true,
            false,
            at(-1.5, 0));
    assertEquals(List.of(new Stay(1, 1, 3_600)), count(last));
  }

  @Test
  void theOwnOfficeIsNoPresence() {
    assertEquals(
        List.of(new Stay(2, 1, 600)),
        PresencePolicy.count(
            day(0, 24, stop(8, 60, at(-1.5, 0)), stop(10, 10, at(-2.5, 0))),
            place -> place.equals(at(-1.5, 0)),
            PresencePolicyTest::desa));
  }

  @Test
  void ofTheCarOfAPersonOnlyWorkingHoursAreLookedAt() {
    assertEquals(
        List.of(new Stay(2, 2, 2_400)),
        PresencePolicy.count(
            day(
                8,
                16,
                stop(7, 60, at(-1.5, 0)),
                stop(7.5, 40, at(-2.5, 0)),
                stop(15.5, 60, at(-2.5, 0)),
                stop(17, 60, at(-2.5, 0))),
            at -> false,
            PresencePolicyTest::desa));
  }
}
