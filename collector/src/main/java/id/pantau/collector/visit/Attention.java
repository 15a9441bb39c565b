package id.pantau.collector.visit;

import id.pantau.collector.activity.Band;
import id.pantau.collector.activity.ProgressJump;
import id.pantau.collector.activity.WorkPackage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Packages that somebody should look at.
 *
 * @param unvisited behind their plan, and no vehicle was there of late; the most behind first
 * @param toVerify progress that rose by a lot at once, with no vehicle there before
 */
public record Attention(List<Unvisited> unvisited, List<ToVerify> toVerify) {
  public Attention {
    unvisited = List.copyOf(unvisited);
    toVerify = List.copyOf(toVerify);
  }

  /**
   * @param lastVisit empty when no vehicle was ever there
   */
  public record Unvisited(
      int packageId,
      String name,
      int opdId,
      String opdName,
      Band band,
      double deviationPts,
      long paguRp,
      Optional<Instant> lastVisit) {
    static Unvisited of(WorkPackage p, Optional<Instant> lastVisit) {
      return new Unvisited(
          p.id(),
          p.name(),
          p.opdId(),
          p.opdName(),
          p.band(),
          p.deviationPts(),
          p.paguRp(),
          lastVisit);
    }
  }

  public record ToVerify(
      int packageId,
      String name,
      int opdId,
      String opdName,
      LocalDate date,
      double fromPct,
      double toPct) {
    static ToVerify of(WorkPackage p, ProgressJump jump) {
      return new ToVerify(
          p.id(), p.name(), p.opdId(), p.opdName(), jump.date(), jump.fromPct(), jump.toPct());
    }
  }
}
