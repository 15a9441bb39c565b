package id.pantau.acceptance.sim;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Predicate;

/** Until when the offices of the region work. */
@FunctionalInterface
public interface OfficeHours {
  LocalTime USUAL_CLOSE = LocalTime.of(16, 0);

  /** When they close; empty on a day on which they do not open. */
  Optional<LocalTime> closes(LocalDate day);

  /** The usual hours on these days. */
  static OfficeHours on(Predicate<LocalDate> workdays) {
    return day -> workdays.test(day) ? Optional.of(USUAL_CLOSE) : Optional.empty();
  }
}
