package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Every package of a year that a viewer may see, as it stands today; cancelled ones are listed and
 * count for nothing.
 */
public record Overview(LocalDate date, List<WorkPackage> packages, List<Planned> plans) {
  public Overview {
    packages = List.copyOf(packages);
    plans = List.copyOf(plans);
  }

  /** The plan of one package at the month ends, and what it weighs. */
  public record Planned(int opdId, long paguRp, List<CurvePoint> monthEnds) {
    public Planned {
      monthEnds = List.copyOf(monthEnds);
    }
  }

  static Overview of(LocalDate date, List<PackageStore.Found> found) {
    List<Planned> plans =
        found.stream()
            .filter(one -> !one.view().has(Flag.CANCELLED))
            .map(
                one ->
                    new Planned(
                        one.view().opdId(), one.view().paguRp(), one.history().plan().curve()))
            .toList();
    return new Overview(date, found.stream().map(PackageStore.Found::view).toList(), plans);
  }

  /** The packages that count, of one agency or of all. */
  public List<WorkPackage> counted(OptionalInt opdId) {
    return packages.stream()
        .filter(p -> opdId.isEmpty() || p.opdId() == opdId.getAsInt())
        .filter(p -> !p.has(Flag.CANCELLED))
        .toList();
  }

  /** What is not finished and amber or red, the furthest behind its plan first. */
  public List<WorkPackage> mostBehind(int limit) {
    return counted(OptionalInt.empty()).stream()
        .filter(p -> p.band() != Band.ON_TRACK)
        .sorted(PagePolicy.MOST_BEHIND)
        .limit(limit)
        .toList();
  }

  /** The planned progress at the month ends, weighted by pagu; empty without packages. */
  public List<CurvePoint> planCurve(OptionalInt opdId) {
    List<Planned> chosen =
        plans.stream().filter(p -> opdId.isEmpty() || p.opdId() == opdId.getAsInt()).toList();
    long paguRp = chosen.stream().mapToLong(Planned::paguRp).sum();
    var curve = new ArrayList<CurvePoint>();
    if (paguRp > 0) {
      List<CurvePoint> shape = chosen.getFirst().monthEnds();
      for (int month = 0; month < shape.size(); month++) {
        double weight = 0;
        for (Planned plan : chosen) {
          weight += plan.monthEnds().get(month).pct() * plan.paguRp();
        }
        curve.add(new CurvePoint(shape.get(month).date(), Figures.round(weight / paguRp)));
      }
    }
    return curve;
  }
}
