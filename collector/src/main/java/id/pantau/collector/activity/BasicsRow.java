package id.pantau.collector.activity;

import id.pantau.collector.db.Row;
import java.util.List;

/** Reads the fixed facts of a package; the column names are those of list-basics.sql. */
final class BasicsRow {
  private BasicsRow() {}

  static PackageBasics read(Row row, List<PackageBasics.Pause> pauses) {
    return new PackageBasics(
        row.getInt("id"),
        row.getInt("opd_id"),
        row.getInt("fiscal_year"),
        row.getDate("known_from"),
        Words.get(PackageKind.class, PackageKind::word, row.getText("kind")),
        row.getBoolean("priority"),
        row.getBoolean("routine"),
        row.findText("cadence_override").map(word -> Words.get(Cadence.class, Cadence::word, word)),
        row.getLong("pagu_murni_rp"),
        row.findLong("pagu_perubahan_rp"),
        row.findDate("revised_from"),
        row.findDate("contract_date"),
        new LatePolicy.Promises(
            row.findDate("planned_contract_date"),
            row.findDate("planned_start"),
            row.findDate("planned_end")),
        pauses);
  }

  static PlanHistory readPlan(Row row, PackageBasics basics) {
    return PlanHistory.parse(
        basics.fiscalYear(),
        row.findText("plans"),
        basics.promises().startBy(),
        basics.promises().endBy());
  }

  static PackageBasics.Pause readPause(Row row) {
    return new PackageBasics.Pause(
        Words.get(Flag.class, Flag::word, row.getText("flag")),
        row.getDate("since"),
        row.findDate("until"));
  }
}
