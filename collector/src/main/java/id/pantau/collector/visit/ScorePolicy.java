package id.pantau.collector.visit;

import id.pantau.collector.activity.Band;
import id.pantau.collector.activity.Site;
import id.pantau.collector.region.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * How much speaks for a visit, and why: the nearer, the longer, the own agency, and a package that
 * somebody had reason to look at.
 */
final class ScorePolicy {
  static final double NEAR_M = 50;
  static final double CLOSE_M = 100;

  /** A pin says where a building is, a line where the road is: it is drawn more exactly. */
  static final double NEAR_LINE_M = 20;

  static final int LONG_S = 20 * 60;
  static final int SOME_S = 10 * 60;

  private ScorePolicy() {}

  static List<Reason> reasons(Site site, int vehicleOpdId, Stand nearest, int stayS) {
    var reasons = new ArrayList<Reason>();
    reasons.add(nearness(site.shape().kind(), nearest));
    reasons.add(stayS >= LONG_S ? Reason.LONG_STAY : lessThanLong(stayS));
    reasons.add(site.opdId() == vehicleOpdId ? Reason.SAME_OPD : Reason.OTHER_OPD);
    if (site.band() != Band.ON_TRACK) {
      reasons.add(Reason.BEHIND);
    }
    return reasons;
  }

  private static Reason lessThanLong(int stayS) {
    return stayS >= SOME_S ? Reason.SOME_STAY : Reason.SHORT_STAY;
  }

  private static Reason nearness(Shape.Kind kind, Stand nearest) {
    if (nearest.slowTravel()) {
      return Reason.SLOW_TRAVEL;
    }
    double distanceM = nearest.distanceM();
    return switch (kind) {
      case AREA -> distanceM == 0 ? Reason.INSIDE : Reason.WITHIN_REACH;
      case LINE -> distanceM <= NEAR_LINE_M ? Reason.NEAR : Reason.WITHIN_REACH;
      case POINT ->
          distanceM <= NEAR_M
              ? Reason.NEAR
              : distanceM <= CLOSE_M ? Reason.CLOSE : Reason.WITHIN_REACH;
    };
  }

  static int score(List<Reason> reasons) {
    return reasons.stream().mapToInt(Reason::points).sum();
  }

  static Level level(VisitRules rules, int score) {
    return score >= rules.strong()
        ? Level.STRONG
        : score >= rules.medium() ? Level.MEDIUM : Level.WEAK;
  }
}
