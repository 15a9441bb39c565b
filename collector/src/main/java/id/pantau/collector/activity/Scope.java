package id.pantau.collector.activity;

import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Problem;

/** The first wall: refuses with a sentence what row-level security would refuse without one. */
final class Scope {
  private Scope() {}

  /** Reports and progress are nobody's business who only keeps devices or users. */
  static void requireReader(Viewer viewer) {
    if (!viewer.readsAllOpds() && (viewer.opdId().isEmpty() || !isOfOpd(viewer))) {
      throw Problem.of(403, "no-business-data");
    }
  }

  static void requireReads(Viewer viewer, int opdId) {
    requireReader(viewer);
    if (!viewer.readsOpd(opdId)) {
      throw Problem.of(403, "other-opd");
    }
  }

  /** The agency for which this viewer reports. */
  static int requireReporter(Viewer viewer) {
    if (!isOfOpd(viewer) || viewer.opdId().isEmpty()) {
      throw Problem.of(403, "reads-only");
    }
    return viewer.opdId().getAsInt();
  }

  static void requireWrites(Viewer viewer, int opdId) {
    requireReporter(viewer);
    if (!viewer.writesOpd(opdId)) {
      throw Problem.of(403, "other-opd");
    }
  }

  private static boolean isOfOpd(Viewer viewer) {
    return viewer.role() == Role.OPD_HEAD || viewer.role() == Role.OPD_OPERATOR;
  }
}
