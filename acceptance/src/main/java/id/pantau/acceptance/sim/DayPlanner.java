package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.DayPlan.Driving;
import id.pantau.acceptance.sim.DayPlan.Leg;
import id.pantau.acceptance.sim.DayPlan.Stand;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the plan of one vehicle for one day. One object, one plan, one thread. */
final class DayPlanner {
  private static final double HOUR = 3_600;
  private static final double MINUTE = 60;

  /** All are back by then, so that every plan begins where the one before ended. */
  private static final double LAST_ARRIVAL_S = DayPlan.DAY_S - 4 * MINUTE;

  private final RoadNetwork roads;
  private final Destinations places;
  private final SimVehicle vehicle;
  private final Chance chance;
  private final boolean workday;
  private final double closes;
  private final List<Leg> legs = new ArrayList<>();
  private final Spot base;
  private Spot here;
  private double now;
  private long draws;

  private DayPlanner(
      RoadNetwork roads,
      Destinations places,
      SimVehicle vehicle,
      Chance chance,
      Optional<LocalTime> closes) {
    this.roads = roads;
    this.places = places;
    this.vehicle = vehicle;
    this.chance = chance;
    this.workday = closes.isPresent();
    this.closes = closes.orElse(OfficeHours.USUAL_CLOSE).toSecondOfDay() / HOUR;
    this.base = baseOf(places, vehicle);
    this.here = base;
  }

  static DayPlan plan(
      RoadNetwork roads,
      Destinations places,
      SimVehicle vehicle,
      LocalDate day,
      Optional<LocalTime> closes,
      Chance chance) {
    var planner =
        new DayPlanner(
            roads,
            places,
            vehicle,
            chance.of("plan", vehicle.number()).of("day", day.toEpochDay()),
            closes);
    planner.fill();
    planner.stand(DayPlan.DAY_S, false);
    return new DayPlan(planner.legs);
  }

  private static Spot baseOf(Destinations places, SimVehicle vehicle) {
    return switch (vehicle.duty()) {
      case AMBULANCE, FIRE -> places.post(vehicle);
      case OFFICIAL, COURIER, WASTE, SCHOOL_BUS, TOWN_BUS, FIELD, PATROL -> places.home(vehicle);
    };
  }

  private void fill() {
    switch (vehicle.duty()) {
      case AMBULANCE -> ambulance();
      case FIRE -> fire();
      case WASTE -> waste();
      case SCHOOL_BUS -> schoolBus();
      case TOWN_BUS -> townBus();
      case FIELD -> field();
      case PATROL -> patrol();
      case OFFICIAL -> official();
      case COURIER -> courier();
    }
  }

  private void ambulance() {
    stand(between(2 * MINUTE, 50 * MINUTE), false);
    while (now < LAST_ARRIVAL_S - 1.5 * HOUR) {
      double called = now;
      Style hurry = vehicle.kind().style().hurrying();
      drive(places.village(vehicle.base(), between(2_500, 9_000), draw()), hurry);
      stand(now + between(4 * MINUTE, 16 * MINUTE), happens(0.6));
      if (happens(0.22)) {
        drive(places.hospital(), hurry);
        stand(now + between(8 * MINUTE, 30 * MINUTE), happens(0.4));
      }
      drive(base, vehicle.kind().style());
      boolean night = clockHour() < 5.5 || clockHour() > 21;
      // A crew that was far away rests longer.
      double rest = between(10 * MINUTE, (night ? 150 : 80) * MINUTE) + 0.7 * (now - called);
      stand(now + rest, false);
    }
  }

  private void fire() {
    stand(between(8, 9.5) * HOUR, false);
    drive(places.village(vehicle.base(), 3_500, draw()), vehicle.kind().style());
    stand(now + between(15 * MINUTE, 40 * MINUTE), true);
    drive(base, vehicle.kind().style());
    if (happens(0.5)) {
      stand(now + between(HOUR, 9 * HOUR), false);
      drive(places.village(vehicle.base(), 8_000, draw()), vehicle.kind().style().hurrying());
      stand(now + between(20 * MINUTE, 80 * MINUTE), true);
      drive(base, vehicle.kind().style());
    }
  }

  private void waste() {
    stand(between(3.7, 5.2) * HOUR, false);
    Style collecting = vehicle.kind().style().halting(140, 45);
    int rounds = workday ? 3 : 2;
    for (int round = 0; round < rounds; round++) {
      for (int street = 0; street < 4; street++) {
        drive(places.street(vehicle.base(), draw()), collecting);
        stand(now + between(2 * MINUTE, 6 * MINUTE), true);
      }
      drive(places.landfill(), vehicle.kind().style());
      stand(now + between(12 * MINUTE, 25 * MINUTE), true);
    }
    drive(base, vehicle.kind().style());
  }

  private void schoolBus() {
    if (!workday) {
      return;
    }
    Style stopping = vehicle.kind().style().halting(900, 40);
    Spot school = places.street(vehicle.base(), chance.of("school"));
    for (double start : new double[] {between(5.6, 5.9), between(12.4, 13.0)}) {
      stand(start * HOUR, false);
      drive(places.village(vehicle.base(), 9_000, draw()), stopping);
      stand(now + 3 * MINUTE, true);
      drive(school, stopping);
      stand(now + between(10 * MINUTE, 25 * MINUTE), false);
      drive(places.village(vehicle.base(), 7_000, draw()), stopping);
      stand(now + 2 * MINUTE, true);
      drive(base, vehicle.kind().style());
    }
  }

  private void townBus() {
    Style stopping = vehicle.kind().style().halting(1_100, 35);
    String[] line = {"Selong", "Masbagik", "Pringgabaya", "Labuhan Lombok"};
    stand(between(4.9, 5.6) * HOUR, false);
    int at = vehicle.base().equals("Selong") ? 0 : 2;
    int direction = 1;
    while (now < 18.5 * HOUR) {
      drive(places.terminal(line[at]), stopping);
      stand(now + between(6 * MINUTE, 14 * MINUTE), happens(0.5));
      if (at + direction < 0 || at + direction >= line.length) {
        direction = -direction;
      }
      at += direction;
    }
    drive(base, vehicle.kind().style());
  }

  private void field() {
    if (!workday && !happens(0.25)) {
      return;
    }
    Spot office = places.office(vehicle);
    stand(between(6.9, 7.5) * HOUR, false);
    drive(office, vehicle.kind().style());
    stand(now + between(20 * MINUTE, 70 * MINUTE), false);
    while (now < (closes - 1.4) * HOUR) {
      drive(places.work(vehicle, draw()), vehicle.kind().style());
      stand(now + between(18 * MINUTE, 75 * MINUTE), happens(0.12));
    }
    drive(office, vehicle.kind().style());
    stand(Math.max(now + 10 * MINUTE, between(closes - 0.1, closes + 0.6) * HOUR), false);
    drive(base, vehicle.kind().style());
  }

  private void patrol() {
    stand(sinceStart(between(8.8, 9.8)), false);
    rounds(sinceStart(12.5));
    stand(sinceStart(between(15.2, 16.2)), false);
    rounds(sinceStart(18));
    stand(sinceStart(between(19.6, 20.2)), false);
    rounds(sinceStart(23.4));
    stand(now + between(5 * MINUTE, 25 * MINUTE), false);
    rounds(sinceStart(4.2));
  }

  private void rounds(double until) {
    while (now < until) {
      drive(places.village(vehicle.base(), 9_000, draw()), vehicle.kind().style());
      stand(now + between(4 * MINUTE, 18 * MINUTE), happens(0.5));
    }
    drive(base, vehicle.kind().style());
  }

  /** The second of the plan at which the clocks of the region show this hour. */
  private double sinceStart(double clockHour) {
    return (clockHour * HOUR - vehicle.dayStartS() + DayPlan.DAY_S) % DayPlan.DAY_S;
  }

  private double clockHour() {
    return (now + vehicle.dayStartS()) % DayPlan.DAY_S / HOUR;
  }

  private void official() {
    if (!workday) {
      if (happens(0.4)) {
        stand(between(9, 15) * HOUR, false);
        drive(places.street(places.anyTown(draw()), draw()), vehicle.kind().style());
        stand(now + between(0.5, 2.5) * HOUR, false);
        drive(base, vehicle.kind().style());
      }
      return;
    }
    Spot office = places.office(vehicle);
    stand(between(6.7, 7.4) * HOUR, false);
    drive(office, vehicle.kind().style());
    stand(between(8.2, 9.4) * HOUR, false);
    while (now < (closes - 1.8) * HOUR) {
      if (happens(0.3)) {
        drive(places.regentsOffice(), vehicle.kind().style());
        stand(now + between(40 * MINUTE, 110 * MINUTE), false);
      } else {
        drive(places.work(vehicle, draw()), vehicle.kind().style());
        stand(now + between(15 * MINUTE, 60 * MINUTE), happens(0.15));
      }
    }
    drive(office, vehicle.kind().style());
    stand(Math.max(now + 15 * MINUTE, between(closes - 0.1, closes + 1.2) * HOUR), false);
    drive(base, happens(0.15) ? vehicle.kind().style().speeding() : vehicle.kind().style());
    if (happens(0.3)) {
      stand(between(19, 20) * HOUR, false);
      drive(places.street(vehicle.base(), draw()), vehicle.kind().style());
      stand(now + between(0.5, 1.5) * HOUR, false);
      drive(base, vehicle.kind().style());
    }
  }

  private void courier() {
    if (!workday) {
      return;
    }
    Spot office = places.office(vehicle);
    stand(between(7.0, 7.6) * HOUR, false);
    drive(office, vehicle.kind().style());
    stand(now + between(15 * MINUTE, 60 * MINUTE), false);
    while (now < (closes - 1.2) * HOUR) {
      drive(places.village(vehicle.base(), 5_500, draw()), vehicle.kind().style());
      stand(now + between(10 * MINUTE, 45 * MINUTE), false);
      if (happens(0.3)) {
        drive(office, vehicle.kind().style());
        stand(now + between(15 * MINUTE, 50 * MINUTE), false);
      }
    }
    drive(office, vehicle.kind().style());
    stand(Math.max(now + 5 * MINUTE, between(closes - 0.2, closes + 0.4) * HOUR), false);
    drive(base, vehicle.kind().style());
  }

  /** Stays until a time of day, at least a minute. */
  private void stand(double until, boolean idling) {
    double end = until >= DayPlan.DAY_S ? Math.max(until, now) : Math.max(until, now + MINUTE);
    legs.add(new Stand(here, now, end, idling, between(3, 45), between(12, 60)));
    now = end;
  }

  /** Drives there and, if it would be too late for the way home then, home instead. */
  private void drive(Spot to, Style style) {
    Drive way = way(here, to, style);
    if (!to.equals(base) && now + 2.5 * way.durationS() > LAST_ARRIVAL_S) {
      way = way(here, base, style);
      to = base;
    }
    if (to.equals(here)) {
      return;
    }
    legs.add(new Driving(way, now));
    now += way.durationS();
    here = to;
  }

  private Drive way(Spot from, Spot to, Style style) {
    double hour = clockHour();
    boolean rush = workday && (Math.abs(hour - 7.3) < 0.7 || Math.abs(hour - closes - 0.5) < 0.8);
    return Drive.along(
        Route.between(roads, from, to), style, rush ? 0.3 : 0.08, draw().of("drive"));
  }

  private Chance draw() {
    return chance.of("draw", draws++);
  }

  private double between(double low, double high) {
    return draw().between(0, low, high);
  }

  private boolean happens(double probability) {
    return draw().happens(0, probability);
  }
}
