package id.pantau.collector.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A work package as it stands at the end of a day: what the screens call "kegiatan".
 *
 * @param paguRp the budget ceiling in force
 * @param funding the source of its money
 * @param deviationPts physical minus planned, in points; behind is negative
 * @param cadence how often it must be reported on from now
 */
public record WorkPackage(
    int id,
    int opdId,
    String opdName,
    String subActivityCode,
    String subActivityName,
    String name,
    PackageKind kind,
    PackageState state,
    Stage stage,
    List<Flag> flags,
    boolean priority,
    long paguRp,
    String funding,
    double plannedPct,
    double physicalPct,
    double deviationPts,
    Band band,
    long financialRp,
    double financialPct,
    Cadence cadence,
    Optional<LocalDate> startDate,
    Optional<LocalDate> endDate,
    Optional<LastUpdate> lastUpdate,
    Optional<Location> location) {

  public WorkPackage {
    flags = List.copyOf(flags);
  }

  /** The newest report. */
  public record LastUpdate(LocalDate date, Instant at, UpdateKind kind, Optional<String> note) {}

  /** Where the work is; a point on the line or in the area for what is not a point. */
  public record Location(
      double lat, double lon, Optional<String> desa, Optional<String> kecamatan) {}

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }
}
