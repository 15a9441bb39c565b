package id.pantau.collector.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.pantau.collector.activity.Band;
import id.pantau.collector.activity.Curve;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/** How far everything is that a viewer may see, weighted by pagu, and each agency. */
public record Progress(
    LocalDate date,
    int packageCount,
    long paguRp,
    double physicalPct,
    double plannedPct,
    double deviationPts,
    OptionalDouble medianPhysicalPct,
    long financialRp,
    double financialPct,
    States states,
    Bands bands,
    Curve curve,
    List<OpdProgress> opds) {
  public Progress {
    opds = List.copyOf(opds);
  }

  /** How many packages are in each state. */
  public record States(int planned, int running, int finished) {}

  /** How many packages have each colour. */
  public record Bands(int onTrack, int watch, int critical) {}

  /**
   * One agency.
   *
   * @param reports14 the last fourteen days, oldest first, today last
   */
  public record OpdProgress(
      int opdId,
      String name,
      String shortName,
      String kind,
      int packageCount,
      long paguRp,
      double physicalPct,
      double plannedPct,
      double deviationPts,
      Band band,
      long financialRp,
      double financialPct,
      States states,
      int criticalCount,
      List<DayState> reports14) {
    public OpdProgress {
      reports14 = List.copyOf(reports14);
    }
  }

  /** One agency with its curve. */
  public record OpdDetail(@JsonUnwrapped OpdProgress opd, Curve curve) {}
}
