package id.pantau.collector.activity;

import id.pantau.collector.db.Row;
import java.util.Optional;

/** Makes what is shown of a package out of its row and its judged status. */
final class ViewRow {
  private ViewRow() {}

  static WorkPackage read(Row row, PackageStatus status) {
    Standing standing = status.standing();
    return new WorkPackage(
        row.getInt("id"),
        row.getInt("opd_id"),
        row.getText("opd_name"),
        row.getText("sub_activity_code"),
        row.getText("sub_activity_name"),
        row.getText("name"),
        Words.get(PackageKind.class, PackageKind::word, row.getText("kind")),
        standing.state(),
        standing.stage(),
        status.flags(),
        row.getBoolean("priority"),
        status.paguRp(),
        row.getText("funding"),
        status.plannedPct(),
        standing.physicalPct(),
        status.deviationPts(),
        status.band(),
        standing.financialRp(),
        Figures.round(Figures.percent(standing.financialRp(), status.paguRp())),
        status.cadence(),
        row.findDate("planned_start"),
        row.findDate("planned_end"),
        lastUpdate(row),
        location(row));
  }

  private static Optional<WorkPackage.LastUpdate> lastUpdate(Row row) {
    return row.findDate("last_date")
        .map(
            date ->
                new WorkPackage.LastUpdate(
                    date,
                    row.getInstant("last_at"),
                    Words.get(UpdateKind.class, UpdateKind::word, row.getText("last_kind")),
                    row.findText("last_note")));
  }

  private static Optional<WorkPackage.Location> location(Row row) {
    if (row.findDouble("lat").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new WorkPackage.Location(
            row.getDouble("lat"),
            row.getDouble("lon"),
            row.findText("desa_name"),
            row.findText("kecamatan_name")));
  }
}
