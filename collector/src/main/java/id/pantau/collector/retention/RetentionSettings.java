package id.pantau.collector.retention;

import java.time.LocalDate;

/**
 * How long what is kept, in days of the region.
 *
 * @param positionsDays every position, and payloads that could not be read
 * @param tripsDays trips, stops, thinned routes, and what trackers told
 * @param summariesDays the kilometres of a day
 */
public record RetentionSettings(int positionsDays, int tripsDays, int summariesDays) {
  /** Visits are matched again up to 60 days back, and need the positions. */
  public static final int MIN_DAYS = 62;

  /** A hundred years: for ever. */
  public static final int MAX_DAYS = 36_500;

  /** As the processing register of the regency has it. */
  public static final RetentionSettings USUAL = new RetentionSettings(90, 730, 1_825);

  public RetentionSettings {
    boolean inOrder = positionsDays <= tripsDays && tripsDays <= summariesDays;
    if (positionsDays < MIN_DAYS || summariesDays > MAX_DAYS || !inOrder) {
      throw new IllegalArgumentException(
          MIN_DAYS + " <= positions-days <= trips-days <= summaries-days <= " + MAX_DAYS);
    }
  }

  /** Positions of earlier days go. */
  LocalDate positionsFrom(LocalDate today) {
    return today.minusDays(positionsDays);
  }

  /** The first day on which the positions of this one are old enough. */
  LocalDate goesOn(LocalDate day) {
    return day.plusDays(positionsDays + 1L);
  }

  LocalDate tripsFrom(LocalDate today) {
    return today.minusDays(tripsDays);
  }

  LocalDate summariesFrom(LocalDate today) {
    return today.minusDays(summariesDays);
  }
}
