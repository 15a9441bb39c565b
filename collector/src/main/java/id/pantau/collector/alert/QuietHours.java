package id.pantau.collector.alert;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Between these local times nobody is called for what can wait.
 *
 * @param until the same as {@code from} = never quiet
 */
record QuietHours(LocalTime from, LocalTime until) {
  static final QuietHours DELIVERED = new QuietHours(LocalTime.of(22, 0), LocalTime.of(5, 0));

  /** When people are told of what was found then: at once, or when the quiet hours end. */
  Instant announceAt(Severity severity, Instant found, ZoneId zone) {
    ZonedDateTime local = found.atZone(zone);
    LocalTime time = local.toLocalTime();
    boolean overMidnight = until.isBefore(from);
    boolean quiet =
        overMidnight
            ? !time.isBefore(from) || time.isBefore(until)
            : !time.isBefore(from) && time.isBefore(until);
    if (!quiet || severity == Severity.HIGH) {
      return found;
    }
    boolean tomorrow = overMidnight && !time.isBefore(from);
    return local.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(until).atZone(zone).toInstant();
  }
}
