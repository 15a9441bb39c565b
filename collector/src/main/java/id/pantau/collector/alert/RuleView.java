package id.pantau.collector.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rule as it is told to people.
 *
 * @param version 0 = as delivered
 * @param exemptKinds kinds of vehicles that it does not look at
 * @param reason of the last decision; empty when nobody has decided anything yet
 */
public record RuleView(
    String rule,
    int version,
    boolean enabled,
    String severity,
    List<Setting> settings,
    List<String> exemptKinds,
    Optional<String> reason,
    Optional<String> authorName,
    Optional<Instant> at) {

  /** A number that the regency may choose, with its unit at the end of its name. */
  public record Setting(String name, double value, double delivered, double least, double most) {}

  static RuleView of(RuleVersion version) {
    return new RuleView(
        version.rule().word(),
        version.version(),
        version.enabled(),
        version.severity().word(),
        version.rule().settings().stream()
            .map(
                setting ->
                    new Setting(
                        setting.name(),
                        version.setting(setting.name()),
                        setting.delivered(),
                        setting.least(),
                        setting.most()))
            .toList(),
        version.exemptKinds().stream().sorted().toList(),
        version.decision().map(RuleVersion.Decision::reason),
        version.decision().map(RuleVersion.Decision::authorName),
        version.decision().map(RuleVersion.Decision::at));
  }
}
