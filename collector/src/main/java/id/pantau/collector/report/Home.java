package id.pantau.collector.report;

import id.pantau.collector.activity.ReportState;
import id.pantau.collector.activity.WorkPackage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What a leader sees first: who has not reported, what changed, what is most behind. */
public record Home(
    LocalDate date,
    Instant asOf,
    Missing compliance,
    Since sinceYesterday,
    List<WorkPackage> mostBehind) {
  public Home {
    mostBehind = List.copyOf(mostBehind);
  }

  /** Who has not reported today, the longest silent first. */
  public record Missing(
      int reportedCount,
      int totalCount,
      String cutOff,
      boolean cutOffPassed,
      List<MissingOpd> missing) {
    public Missing {
      missing = List.copyOf(missing);
    }
  }

  public record MissingOpd(int opdId, String name, int missedDays, ReportState state) {}

  /**
   * What changed on the last working day before today, and since.
   *
   * @param physicalChangePts of the whole, in points
   */
  public record Since(
      List<Changed> finished,
      List<Changed> becameLate,
      List<Changed> started,
      double physicalPct,
      double physicalChangePts,
      double plannedPct,
      double deviationPts,
      long financialChangeRp,
      int obstaclesOpened) {
    public Since {
      finished = List.copyOf(finished);
      becameLate = List.copyOf(becameLate);
      started = List.copyOf(started);
    }
  }

  public record Changed(int packageId, String name, String opdName) {}
}
