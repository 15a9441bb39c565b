package id.pantau.collector.alert;

import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody wants of a rule; what is absent stays as it was.
 *
 * @param settings in the units of {@link Rule.Setting}
 * @param basedOn the version they had before them
 */
record RuleDraft(
    Optional<Boolean> enabled,
    Optional<String> severity,
    Optional<Map<String, Double>> settings,
    Optional<List<String>> exemptKinds,
    Optional<String> reason,
    Optional<Integer> basedOn) {

  String said() {
    return reason.orElse("").strip();
  }

  /**
   * The rule as it would be, decided by nobody yet.
   *
   * @param check hears of all that is wrong
   * @throws Problem 422 for what is wrong, with what {@code check} knew before
   */
  RuleVersion onTopOf(RuleVersion before, FieldCheck check) {
    Severity wanted = before.severity();
    if (severity.isPresent()) {
      Optional<Severity> known = Severity.find(severity.get());
      if (known.isEmpty()) {
        check.reject("severity", "unknown-word");
      }
      wanted = known.orElse(wanted);
    }
    Map<String, Double> numbers = new TreeMap<>(before.settings());
    settings.orElse(Map.of()).forEach((name, value) -> checkSetting(before, name, value, check));
    numbers.putAll(settings.orElse(Map.of()));
    List<String> exempt = exemptKinds.orElse(List.copyOf(before.exemptKinds()));
    if (!exempt.stream().allMatch(kind -> kind != null && Vehicle.KINDS.contains(kind))) {
      check.reject("exemptKinds", "unknown-word");
    }
    check.requireNone();
    return new RuleVersion(
        before.rule(),
        before.version(),
        enabled.orElse(before.enabled()),
        wanted,
        numbers,
        Set.copyOf(exempt),
        Optional.empty());
  }

  private static void checkSetting(
      RuleVersion before, String name, Double value, FieldCheck check) {
    Optional<Rule.Setting> known =
        before.rule().settings().stream().filter(s -> s.name().equals(name)).findFirst();
    if (known.isEmpty()) {
      check.reject(name, "unknown-word");
    } else if (value == null || !(value >= known.get().least() && value <= known.get().most())) {
      check.reject(name, "setting-range", known.get().least(), known.get().most());
    }
  }
}
