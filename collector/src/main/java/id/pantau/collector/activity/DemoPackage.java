package id.pantau.collector.activity;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** An invented package: what it is, what was planned, and what becomes of it. */
record DemoPackage(
    int opdId,
    String handle,
    String code,
    PackageKind kind,
    String source,
    long paguRp,
    LocalDate start,
    LocalDate end,
    boolean priority,
    Story story,
    Optional<String> place,
    String name) {

  /** What becomes of it. */
  enum Story {
    STEADY,
    SLOW,
    CRITICAL,
    /** The tender failed. */
    WAITING,
    POSTPONED,
    /** Finished on the last working day before today. */
    YESTERDAY,
    /** Started then. */
    STARTED,
    /** Its last day was then, and it is not finished. */
    OVERDUE
  }

  boolean routine() {
    return code.startsWith("01", "0.00.".length());
  }

  /** The planned share of the work at the end of the day, 0 to 100. */
  double plannedPct(LocalDate date) {
    double share = PlanPolicy.evenPctAt(date, start, end) / 100;
    if (story == Story.STARTED) {
      return Figures.round(100 * share * share);
    }
    boolean shaped = kind == PackageKind.CONSTRUCTION || kind == PackageKind.GOODS;
    // Works begin slowly, gather speed and end slowly; services run evenly.
    double shape = share * share * (3 - 2 * share);
    return Figures.round(100 * (shaped ? (shape + share) / 2 : share));
  }

  /** The twelve month ends of its plan. */
  List<Double> monthEnds() {
    var ends = new ArrayList<Double>();
    for (int month = 1; month <= 12; month++) {
      ends.add(plannedPct(YearMonth.of(start.getYear(), month).atEndOfMonth()));
    }
    return ends;
  }

  /** As the database takes an array. */
  static String array(List<? extends Number> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /** The plan as it is judged: by its month ends, not by the curve they were taken from. */
  PlanHistory plan() {
    String monthEnds = monthEnds().stream().map(Object::toString).collect(Collectors.joining(" "));
    LocalDate newYear = LocalDate.of(start.getYear(), 1, 1);
    return PlanHistory.parse(
        start.getYear(),
        Optional.of(newYear + "=" + monthEnds),
        Optional.of(start),
        Optional.of(end));
  }

  PackageBasics basics(int id, LocalDate knownFrom, List<PackageBasics.Pause> pauses) {
    return new PackageBasics(
        id,
        opdId,
        start.getYear(),
        knownFrom,
        kind,
        priority,
        routine(),
        Optional.empty(),
        paguRp,
        OptionalLong.empty(),
        Optional.empty(),
        contractDate(),
        new LatePolicy.Promises(Optional.empty(), Optional.of(start), Optional.of(end)),
        pauses);
  }

  Optional<LocalDate> contractDate() {
    return kind.hasContract() && story != Story.WAITING ? Optional.of(start) : Optional.empty();
  }
}
