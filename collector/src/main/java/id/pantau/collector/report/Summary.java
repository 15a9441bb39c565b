package id.pantau.collector.report;

import id.pantau.collector.activity.Band;
import id.pantau.collector.activity.Figures;
import id.pantau.collector.activity.PackageState;
import id.pantau.collector.activity.WorkPackage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The figures of some packages together, each rounded once. */
record Summary(
    int packageCount,
    long paguRp,
    double physicalPct,
    double plannedPct,
    double deviationPts,
    OptionalDouble medianPhysicalPct,
    long financialRp,
    double financialPct,
    Progress.States states,
    Progress.Bands bands) {

  static Summary of(List<WorkPackage> packages) {
    double physicalPct = mean(packages, WorkPackage::physicalPct);
    double plannedPct = mean(packages, WorkPackage::plannedPct);
    long paguRp = packages.stream().mapToLong(WorkPackage::paguRp).sum();
    long financialRp = packages.stream().mapToLong(WorkPackage::financialRp).sum();
    OptionalDouble median =
        Figures.median(packages.stream().map(WorkPackage::physicalPct).toList());
    return new Summary(
        packages.size(),
        paguRp,
        physicalPct,
        plannedPct,
        Figures.round(physicalPct - plannedPct),
        median.isPresent()
            ? OptionalDouble.of(Figures.round(median.getAsDouble()))
            : OptionalDouble.empty(),
        financialRp,
        Figures.round(Figures.percent(financialRp, paguRp)),
        new Progress.States(
            count(packages, PackageState.PLANNED),
            count(packages, PackageState.RUNNING),
            count(packages, PackageState.FINISHED)),
        new Progress.Bands(
            count(packages, Band.ON_TRACK),
            count(packages, Band.WATCH),
            count(packages, Band.CRITICAL)));
  }

  private static double mean(List<WorkPackage> packages, ToDoubleFunction<WorkPackage> value) {
    List<Figures.Weighted> weighted =
        packages.stream()
            .map(p -> new Figures.Weighted(value.applyAsDouble(p), p.paguRp()))
            .toList();
    return Figures.round(Figures.weightedMean(weighted).orElse(0));
  }

  private static int count(List<WorkPackage> packages, PackageState state) {
    return (int) packages.stream().filter(p -> p.state() == state).count();
  }

  private static int count(List<WorkPackage> packages, Band band) {
    return (int) packages.stream().filter(p -> p.band() == band).count();
  }
}
