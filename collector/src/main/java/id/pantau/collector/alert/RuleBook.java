package id.pantau.collector.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** All that was ever decided about the rules. Immutable. */
record RuleBook(List<RuleVersion> decided) {
  RuleBook {
    decided = List.copyOf(decided);
  }

  /** What holds now. */
  RuleVersion newest(Rule rule) {
    return last(rule, any -> true);
  }

  /** What a day is judged by: the last decision made before it ended. */
  RuleVersion of(Rule rule, Instant dayEnd) {
    return last(rule, one -> one.decision().map(made -> made.at().isBefore(dayEnd)).orElse(false));
  }

  private RuleVersion last(Rule rule, Predicate<RuleVersion> holds) {
    return decided.stream()
        .filter(one -> one.rule() == rule)
        .filter(holds)
        .max(Comparator.comparingInt(RuleVersion::version))
        .orElseGet(() -> RuleVersion.delivered(rule));
  }
}
