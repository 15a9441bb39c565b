package id.pantau.collector.activity;

import java.time.LocalDate;

/** What this package needs of the calendar of the region. */
@FunctionalInterface
interface WorkingDays {
  boolean isWorkingDay(int opdId, LocalDate date);
}
