package id.pantau.collector.track;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Days of the region for many moments that mostly lie in one day. Owned by the thread that made it.
 */
final class DayCache {
  private final ZoneId zone;
  private LocalDate day = LocalDate.EPOCH;
  private long fromMs;
  private long untilMs;

  DayCache(ZoneId zone) {
    this.zone = zone;
  }

  LocalDate dayOf(long timeMs) {
    if (timeMs < fromMs || timeMs >= untilMs) {
      day = Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate();
      fromMs = day.atStartOfDay(zone).toInstant().toEpochMilli();
      untilMs = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    }
    return day;
  }
}
