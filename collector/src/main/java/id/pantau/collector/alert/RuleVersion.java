package id.pantau.collector.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule looks for, as the regency has decided.
 *
 * @param version 0 = as delivered
 * @param settings by the name of {@link Rule.Setting}
 * @param exemptKinds kinds of vehicles that it does not look at
 * @param decision empty for what is delivered
 */
record RuleVersion(
    Rule rule,
    int version,
    boolean enabled,
    Severity severity,
    Map<String, Double> settings,
    Set<String> exemptKinds,
    Optional<Decision> decision) {

  /** Who decided it, when and why. */
  record Decision(String reason, String authorName, Instant at) {}

  RuleVersion {
    var all = new HashMap<String, Double>();
    for (Rule.Setting setting : rule.settings()) {
      // A setting that has come with a newer program is not in an older decision.
      all.put(setting.name(), settings.getOrDefault(setting.name(), setting.delivered()));
    }
    settings = Map.copyOf(all);
    exemptKinds = Set.copyOf(exemptKinds);
  }

  static RuleVersion delivered(Rule rule) {
    return new RuleVersion(
        rule, 0, true, rule.severity(), Map.of(), rule.exemptKinds(), Optional.empty());
  }

  double setting(String name) {
    Double value = settings.get(name);
    if (value == null) {
      throw new IllegalArgumentException(rule + " has no setting " + name);
    }
    return value;
  }

  /** Whether it looks at such a vehicle at all. */
  boolean looksAt(String vehicleKind) {
    return enabled && !exemptKinds.contains(vehicleKind);
  }
}
