package id.pantau.collector.activity;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By which rules and due days each day is judged: by those in force on it. Safe for all threads.
 */
final class Measures {
  private final NavigableMap<LocalDate, ActivityRules> rules;
  private final WorkingDays workingDays;
  private final Map<DayOfWeek, DueDays> dueDays = new ConcurrentHashMap<>();

  /**
   * @param rules by the day they took effect
   */
  Measures(NavigableMap<LocalDate, ActivityRules> rules, WorkingDays workingDays) {
    if (rules.isEmpty()) {
      throw new IllegalStateException("activity_rules is empty");
    }
    this.rules = new TreeMap<>(rules);
    this.workingDays = workingDays;
  }

  PackageStatus.Measure at(LocalDate date) {
    var entry = rules.floorEntry(date);
    ActivityRules inForce = entry == null ? rules.firstEntry().getValue() : entry.getValue();
    return new PackageStatus.Measure(
        inForce,
        dueDays.computeIfAbsent(
            inForce.weeklyDay(), weeklyDay -> new DueDays(workingDays, weeklyDay)));
  }
}
