package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What an agency owes on a day, the most pressing first.
 *
 * @param cutOff local time, "17:00"
 */
public record Duties(
    LocalDate date,
    boolean workingDay,
    String cutOff,
    int dueCount,
    int doneCount,
    List<Reminder> reminders,
    List<Item> items) {
  public Duties {
    reminders = List.copyOf(reminders);
    items = List.copyOf(items);
  }

  /** Somebody asked the agency to report. */
  public record Reminder(Instant at, String byName) {}

  /** What was reported last before the day. */
  public record Previous(
      LocalDate date, double physicalPct, long financialRp, Optional<String> note) {}

  /** One package on the list. */
  public record Item(
      @JsonUnwrapped WorkPackage workPackage,
      boolean due,
      boolean done,
      Optional<Update> today,
      Optional<Previous> previous) {}
}
