package id.pantau.acceptance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.LatLon;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoadNetworkTest {
  private static final RoadNetwork ROADS = RoadNetwork.lay(1);

  @Test
  void everyRoadStaysOnLand() {
    RegencyOutline land = RegencyOutline.loadOrSkip();
    var wet = new ArrayList<String>();
    for (Road road : ROADS.roads()) {
      for (LatLon each : ROADS.points(road)) {
        if (!land.contains(each)) {
          wet.add(road.name() + " " + each);
        }
      }
    }
    assertEquals(List.of(), wet.stream().limit(10).toList());
  }

  @Test
  void joinsAllTwentyOneSeats() {
    List<Place> seats = ROADS.terrain().seats();
    assertEquals(21, seats.size());
    int selong = ROADS.vertexOf("Selong");
    for (Place seat : seats) {
      int there = ROADS.vertexOf(seat.name());
      assertEquals(0, ROADS.vertex(there).distanceM(Plane.of(seat.at())), 0.01);
      List<RoadNetwork.Step> way = ROADS.way(selong, there);
      double straight = ROADS.vertex(selong).distanceM(ROADS.vertex(there));
      assertTrue(lengthM(way) >= straight * 0.999, seat.name());
      // Sembalun lies behind a pass; elsewhere a road is at most twice the straight line.
      assertTrue(lengthM(way) <= 2.2 * straight + 500, seat.name() + " " + lengthM(way));
    }
  }

  @Test
  void wayBeginsAndEndsInTheMiddleOfRoadsToo() {
    Road first = ROADS.roads().get(0);
    int from = first.vertices().get(first.vertices().size() / 2 + 1);
    Road other = ROADS.roads().get(9);
    int to = other.vertices().get(3);
    List<RoadNetwork.Step> way = ROADS.way(from, to);
    assertEquals(from, way.get(0).vertex());
    assertEquals(to, way.get(way.size() - 1).vertex());
    for (int i = 1; i < way.size(); i++) {
      double step =
          ROADS.vertex(way.get(i - 1).vertex()).distanceM(ROADS.vertex(way.get(i).vertex()));
      assertTrue(step > 0 && step < 80, "step of " + step + " m");
    }
    assertEquals(1, ROADS.way(from, from).size());
    List<RoadNetwork.Step> back = ROADS.way(to, from);
    assertEquals(lengthM(way), lengthM(back), 1);
    int neighbour = first.vertices().get(first.vertices().size() / 2 + 2);
    assertEquals(2, ROADS.way(from, neighbour).size());
  }

  @Test
  void prefersTheFastRoadOverTheShortOne() {
    List<RoadNetwork.Step> way = ROADS.way(ROADS.vertexOf("Terara"), ROADS.vertexOf("Masbagik"));
    double national =
        way.stream().filter(step -> step.roadClass() == RoadClass.NATIONAL).count()
            / (double) way.size();
    assertTrue(national > 0.9, "share of the national road " + national);
  }

  @Test
  void mountainRoadsWindAndMainRoadsDoNot() {
    assertTrue(detour("Sapit", "Sembalun Bumbung") > 1.25);
    assertTrue(detour("Terara", "Masbagik") < 1.15);
  }

  @Test
  void everyTownHasStreets() {
    for (Place seat : ROADS.terrain().seats()) {
      List<Integer> streets = ROADS.streetVertices(Plane.of(seat.at()), 1_200);
      assertTrue(streets.size() >= 60, seat.name() + " has " + streets.size());
    }
  }

  @Test
  void sameSeedSameRoadsOtherSeedOtherRoads() {
    RoadNetwork again = RoadNetwork.lay(1);
    RoadNetwork other = RoadNetwork.lay(2);
    List<LatLon> once = ROADS.points(ROADS.roads().get(3));
    assertEquals(once, again.points(again.roads().get(3)));
    assertEquals(ROADS.roads(), again.roads());
    assertTrue(!once.equals(other.points(other.roads().get(3))));
  }

  @Test
  void saysWhatPlaceIsUnknown() {
    Exception unknown =
        assertThrows(IllegalArgumentException.class, () -> ROADS.vertexOf("Mataram"));
    assertTrue(unknown.getMessage().contains("Mataram"));
  }

  private static double detour(String from, String to) {
    List<RoadNetwork.Step> way = ROADS.way(ROADS.vertexOf(from), ROADS.vertexOf(to));
    return lengthM(way)
        / ROADS.vertex(ROADS.vertexOf(from)).distanceM(ROADS.vertex(ROADS.vertexOf(to)));
  }

  private static double lengthM(List<RoadNetwork.Step> way) {
    double length = 0;
    for (int i = 1; i < way.size(); i++) {
      length += ROADS.vertex(way.get(i - 1).vertex()).distanceM(ROADS.vertex(way.get(i).vertex()));
    }
    return length;
  }
}
