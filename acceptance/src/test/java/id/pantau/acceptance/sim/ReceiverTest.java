package id.pantau.acceptance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReceiverTest {
  private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
  private static final LatLon HERE = new LatLon(-8.65, 116.53);

  @Test
  void wandersByMetresInTheOpenAndMoreInATown() {
    double open = rmsErrorM(standing(1));
    double town = rmsErrorM(standing(0.6));
    assertTrue(open > 0.7 && open < 3, "open: " + open + " m");
    assertTrue(town > open * 1.3 && town < 9, "town: " + town + " m");
  }

  @Test
  void errorsChangeSlowly() {
    Receiver receiver = new Receiver(standing(1), new Chance(5));
    LatLon before = solved(receiver, 0).fix().at();
    for (int second = 1; second < 3_600; second++) {
      LatLon now = solved(receiver, second).fix().at();
      assertTrue(before.distanceM(now) < 0.8, "step of " + before.distanceM(now));
      before = now;
    }
  }

  @Test
  void findsNothingUnderARoofAndSearchesAWhileOutside() {
    Instant out = START.plusSeconds(600);
    Receiver receiver = new Receiver(time -> state(time.isBefore(out) ? 0 : 1, 0), new Chance(3));
    assertInstanceOf(Reading.Searching.class, receiver.at(START.plusSeconds(300)));
    assertInstanceOf(Reading.Searching.class, receiver.at(out.plusSeconds(1)));
    assertInstanceOf(Reading.Solved.class, receiver.at(out.plusSeconds(40)));
    int found = 0;
    while (receiver.at(out.plusSeconds(found)) instanceof Reading.Searching) {
      found++;
    }
    for (int second = found; second < 60; second++) {
      assertInstanceOf(Reading.Solved.class, receiver.at(out.plusSeconds(second)));
    }
  }

  @Test
  void coastsASecondOrTwoIntoATunnel() {
    Instant in = START.plusSeconds(100);
    Receiver receiver = new Receiver(time -> state(time.isBefore(in) ? 1 : 0, 15), new Chance(3));
    var coasting = assertInstanceOf(Reading.Solved.class, receiver.at(in.plusSeconds(1)));
    assertEquals(2, coasting.fix().mode().nmea());
    assertInstanceOf(Reading.Searching.class, receiver.at(in.plusSeconds(5)));
  }

  @Test
  void givesACourseOnlyWhenDriving() {
    Receiver driving = new Receiver(time -> state(1, 12), new Chance(4));
    Receiver standing = new Receiver(standing(1), new Chance(4));
    for (int second = 0; second < 300; second++) {
      assertEquals(45, solved(driving, second).fix().courseDeg(), 6);
      assertEquals(12, solved(driving, second).fix().speedMs(), 0.5);
      assertTrue(Double.isNaN(solved(standing, second).fix().courseDeg()));
    }
  }

  @Test
  void sameMomentSameReading() {
    Receiver once = new Receiver(standing(0.6), new Chance(8));
    Receiver again = new Receiver(standing(0.6), new Chance(8));
    once.at(START);
    assertEquals(once.at(START.plusSeconds(77)), again.at(START.plusSeconds(77)));
  }

  private static double rmsErrorM(Function<Instant, VehicleState> truth) {
    Receiver receiver = new Receiver(truth, new Chance(5));
    double squares = 0;
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      double error = solved(receiver, 7 * i).fix().at().distanceM(HERE);
      squares += error * error;
    }
    return Math.sqrt(squares / count);
  }

  private static Reading.Solved solved(Receiver receiver, int second) {
    return assertInstanceOf(Reading.Solved.class, receiver.at(START.plusSeconds(second)));
  }

  private static Function<Instant, VehicleState> standing(double sky) {
    return time -> state(sky, 0);
  }

  private static VehicleState state(double sky, double speedMs) {
    return new VehicleState(HERE, 150, speedMs, 45, true, sky);
  }
}
