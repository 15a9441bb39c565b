package id.pantau.acceptance.sim;

import id.pantau.wire.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One vehicle of the simulated fleet.
 *
 * @param number 1, 2, 3, ... within the fleet
 * @param plate a registration number as on Lombok ({@code DR 8123 LZ}), invented
 * @param use {@code service}, {@code position} or {@code personal}
 * @param opd handle of the agency that owns it, e.g. {@code dikes}
 * @param base where it is stationed, a kecamatan seat
 * @param holder the function it is assigned to
 * @param dead whether its tracker fell silent days ago
 */
public record SimVehicle(
    int number,
    DeviceId device,
    String plate,
    String name,
    VehicleKind kind,
    String use,
    String opd,
    String base,
    Optional<String> holder,
    boolean dead,
    Duty duty) {

  /** Every so many-th tracker is broken. */
  private static final int DEAD_EVERY = 23;

  static List<SimVehicle> fleet(int count, Chance chance) {
    List<String[]> rows = Table.rows("vehicles.csv");
    var fleet = new ArrayList<SimVehicle>(count);
    for (int i = 0; i < count; i++) {
      String[] row = rows.get(i % rows.size());
      int round = i / rows.size();
      int number = i + 1;
      fleet.add(
          new SimVehicle(
              number,
              new DeviceId(String.format("lotim-%04d", number)),
              // 1xxx cars, 2xxx and up: series by number, so that no two are equal.
              String.format(
                  "DR %d L%c", 1_000 + (number * 137) % 8_000, 'A' + chance.below(number, 26)),
              round == 0 ? row[4] : row[4] + " (" + (round + 1) + ")",
              VehicleKind.of(row[1]),
              row[2],
              row[3],
              row[5],
              Optional.of(row[6]).filter(holder -> !holder.isEmpty() && round == 0),
              number % DEAD_EVERY == DEAD_EVERY - 1,
              Duty.of(row[0])));
    }
    return List.copyOf(fleet);
  }

  /**
   * When its plan of a day begins, seconds after midnight: at an hour when it waits at its base,
   * and for those on duty around the clock at different hours, so that never all of them wait at
   * once.
   */
  int dayStartS() {
    return switch (duty) {
      case PATROL -> 7 * 3_600;
      case AMBULANCE -> number * 5 % 24 * 3_600;
      case FIRE, WASTE, SCHOOL_BUS, TOWN_BUS, FIELD, OFFICIAL, COURIER -> 0;
    };
  }
}
