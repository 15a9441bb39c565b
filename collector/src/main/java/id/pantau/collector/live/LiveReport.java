package id.pantau.collector.live;

import java.time.LocalDate;

/**
 * An agency's reporting of a day has changed.
 *
 * @param state {@code complete}, {@code partial} or {@code none}
 */
public record LiveReport(int opdId, LocalDate date, String state, int doneCount, int dueCount)
    implements LiveNews {
  @Override
  public String event() {
    return "report";
  }
}
