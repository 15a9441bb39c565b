package id.pantau.collector.alert;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is looked for, and what it is delivered with; the regency decides otherwise in {@link
 * RuleVersion}s. The words are those of the database and the API.
 */
public enum Rule {
  /** 80 km/h is the limit between towns (PP 79/2013); no road of a regency allows more. */
  OVERSPEED(
      "overspeed",
      Severity.MEDIUM,
      Kinds.ON_CALL,
      new Setting("limitKmh", 80, 30, 200),
      new Setting("shortestS", 20, 5, 600)),
  /** A trip to the capital of the province is normal: listed, not shouted. */
  OUTSIDE_REGENCY(
      "outside-regency", Severity.LOW, Kinds.ON_CALL, new Setting("shortestMin", 15, 5, 1_440)),
  /** The way to work and back is not meant. */
  OUTSIDE_HOURS(
      "outside-hours",
      Severity.LOW,
      Kinds.EVERY_HOUR,
      new Setting("graceMin", 60, 0, 240),
      new Setting("shortestMin", 20, 1, 600)),
  LONG_IDLING(
      "long-idling", Severity.LOW, Kinds.WORKING_ENGINES, new Setting("shortestMin", 30, 5, 600)),
  TOW("tow", Severity.HIGH, Set.of()),
  PANIC("panic", Severity.HIGH, Set.of()),
  POWER_CUT("power-cut", Severity.MEDIUM, Set.of(), new Setting("shortestMin", 10, 1, 1_440)),
  /** Where the tracker goes off with the ignition, a night of silence is normal. */
  DEVICE_SILENT("device-silent", Severity.MEDIUM, Set.of(), new Setting("silentH", 24, 1, 720)),
  DEVICE_UNHEALTHY(
      "device-unhealthy",
      Severity.LOW,
      Set.of(),
      new Setting("hottestC", 80, 50, 110),
      new Setting("leastFreeMb", 2, 1, 1_000),
      new Setting("noPositionH", 48, 1, 720)),
  /** What one of the two says is taken for the other's. */
  DEVICE_COPIED("device-copied", Severity.HIGH, Set.of()),
  PARKED_LONG("parked-long", Severity.LOW, Set.of(), new Setting("longestDays", 30, 1, 365));

  /** A number that the regency may choose. */
  public record Setting(String name, double delivered, double least, double most) {}

  /** Kinds of vehicles, the words of {@link id.pantau.collector.fleet.Vehicle}. */
  private static final class Kinds {
    static final Set<String> ON_CALL = Set.of("ambulance", "fire-engine");
    static final Set<String> EVERY_HOUR = Set.of("ambulance", "fire-engine", "waste-truck", "bus");

    /** Their engine drives a pump, a press or what keeps a patient alive. */
    static final Set<String> WORKING_ENGINES = Set.of("ambulance", "fire-engine", "waste-truck");

    private Kinds() {}
  }

  private final String word;
  private final Severity severity;
  private final Set<String> exemptKinds;
  private final List<Setting> settings;

  Rule(String word, Severity severity, Set<String> exemptKinds, Setting... settings) {
    this.word = word;
    this.severity = severity;
    this.exemptKinds = exemptKinds;
    this.settings = List.of(settings);
  }

  public String word() {
    return word;
  }

  Severity severity() {
    return severity;
  }

  Set<String> exemptKinds() {
    return exemptKinds;
  }

  List<Setting> settings() {
    return settings;
  }

  /** Whether it follows from a day of a vehicle; else from how its tracker is now. */
  boolean isOfDay() {
    return switch (this) {
      case OVERSPEED, OUTSIDE_REGENCY, OUTSIDE_HOURS, LONG_IDLING, TOW, PANIC, POWER_CUT -> true;
      case DEVICE_SILENT, DEVICE_UNHEALTHY, DEVICE_COPIED, PARKED_LONG -> false;
    };
  }

  /** Whether it is about the tracker, not about who drives. */
  boolean isOfDevice() {
    return switch (this) {
      case POWER_CUT, DEVICE_SILENT, DEVICE_UNHEALTHY, DEVICE_COPIED -> true;
      case OVERSPEED, OUTSIDE_REGENCY, OUTSIDE_HOURS, LONG_IDLING, TOW, PANIC, PARKED_LONG -> false;
    };
  }

  static Optional<Rule> find(String word) {
    for (Rule rule : values()) {
      if (rule.word.equals(word)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
