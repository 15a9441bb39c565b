package id.pantau.collector.export;

import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.track.Mileage;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * How far vehicles and agencies have come in a month, as far as the reader may see it.
 *
 * <p>A day counts for the agency that kept the vehicle on that day: one that changed hands has a
 * line with each.
 *
 * @param items by agency, then plate
 * @param opds the furthest first
 */
record MonthOfKilometres(YearMonth month, List<Item> items, List<OpdItem> opds) {
  record DayItem(LocalDate date, long distanceM, int tripCount) {}

  record Item(
      int vehicleId,
      Optional<String> plate,
      String name,
      int opdId,
      String opdName,
      long distanceM,
      int tripCount,
      List<DayItem> days) {}

  record OpdItem(int opdId, String opdName, int vehicleCount, long distanceM, int tripCount) {}

  /** Who drove where: a line of the month. */
  private record Line(int vehicleId, int opdId) {}

  /**
   * @param vehicles those that the reader may see now; of another one only its number is told
   * @param opdName the name of an agency
   */
  static MonthOfKilometres of(
      YearMonth month, List<Mileage> mileage, List<Vehicle> vehicles, IntFunction<String> opdName) {
    Map<Integer, Vehicle> known =
        vehicles.stream().collect(Collectors.toMap(Vehicle::id, Function.identity()));
    Map<Line, List<Mileage>> lines =
        mileage.stream().collect(Collectors.groupingBy(m -> new Line(m.vehicleId(), m.opdId())));
    var items = new ArrayList<Item>();
    lines.forEach(
        (line, days) ->
            items.add(item(line, days, Optional.ofNullable(known.get(line.vehicleId)), opdName)));
    items.sort(
        Comparator.comparing(Item::opdName)
            .thenComparing(item -> item.plate().orElse(""))
            .thenComparing(Item::vehicleId));
    return new MonthOfKilometres(month, List.copyOf(items), opds(items));
  }

  private static Item item(
      Line line, List<Mileage> days, Optional<Vehicle> vehicle, IntFunction<String> opdName) {
    return new Item(
        line.vehicleId,
        vehicle.flatMap(Vehicle::plate),
        vehicle.map(Vehicle::name).orElse("#" + line.vehicleId),
        line.opdId,
        opdName.apply(line.opdId),
        Math.round(days.stream().mapToDouble(Mileage::distanceM).sum()),
        days.stream().mapToInt(Mileage::tripCount).sum(),
        days.stream()
            .map(day -> new DayItem(day.date(), Math.round(day.distanceM()), day.tripCount()))
            .toList());
  }

  private static List<OpdItem> opds(List<Item> items) {
    Map<Integer, List<Item>> byOpd =
        items.stream()
            .collect(Collectors.groupingBy(Item::opdId, TreeMap::new, Collectors.toList()));
    return byOpd.values().stream()
        .map(
            of ->
                new OpdItem(
                    of.getFirst().opdId(),
                    of.getFirst().opdName(),
                    of.size(),
                    of.stream().mapToLong(Item::distanceM).sum(),
                    of.stream().mapToInt(Item::tripCount).sum()))
        .sorted(Comparator.comparingLong(OpdItem::distanceM).reversed())
        .toList();
  }
}
