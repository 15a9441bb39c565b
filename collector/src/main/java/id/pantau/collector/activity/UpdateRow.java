package id.pantau.collector.activity;

import id.pantau.collector.db.Row;
import java.util.Optional;

/** Reads a report; the column names are those of list-updates.sql. */
final class UpdateRow {
  private UpdateRow() {}

  /**
   * @param held what a nihil report leaves as it is
   */
  static Update read(Row row, Standing held) {
    UpdateKind kind = Words.get(UpdateKind.class, UpdateKind::word, row.getText("kind"));
    Standing standing = kind == UpdateKind.PROGRESS ? StandingRow.read(row) : held;
    return new Update(
        row.getLong("id"),
        row.getDate("report_date"),
        row.getInstant("recorded_at"),
        row.getInt("version"),
        kind,
        standing.physicalPct(),
        standing.financialRp(),
        row.findText("note"),
        standing.state(),
        row.getText("author_name"),
        row.getText("author_role"),
        row.findText("correction_reason"),
        row.findLong("superseded_by").isPresent()
            ? Optional.of(row.getLong("superseded_by"))
            : Optional.empty());
  }
}
