package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The rules by the day they took effect; a day is judged by the rules of that day. */
final class RulesHistory {
  private final NavigableMap<LocalDate, ActivityRules> rules;

  RulesHistory(NavigableMap<LocalDate, ActivityRules> rules) {
    if (rules.isEmpty()) {
      throw new IllegalStateException("activity_rules is empty");
    }
    this.rules = new TreeMap<>(rules);
  }

  ActivityRules at(LocalDate date) {
    var entry = rules.floorEntry(date);
    return entry == null ? rules.firstEntry().getValue() : entry.getValue();
  }
}
