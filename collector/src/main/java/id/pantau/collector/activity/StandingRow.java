package id.pantau.collector.activity;

import id.pantau.collector.db.Row;

/** Reads a standing from the columns physical_pct, financial_rp and stage. */
final class StandingRow {
  private StandingRow() {}

  static Standing read(Row row) {
    return new Standing(
        row.getDouble("physical_pct"), row.getLong("financial_rp"), stage(row.getText("stage")));
  }

  static Stage stage(String word) {
    return Words.get(Stage.class, Stage::word, word);
  }
}
