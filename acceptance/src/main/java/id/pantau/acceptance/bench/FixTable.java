package id.pantau.acceptance.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The stored positions, looked at past the collector. */
final class FixTable {
  /** The middle one counts: others may use the machine for a moment. */
  private static final int COPIES = 3;

  private final String jdbcUrl;

  FixTable(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  long count() {
    return number("SELECT count(*) FROM fix");
  }

  /** What table and indexes take on the disk. */
  long bytes() {
    return number(
        "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'fix'::regclass");
  }

  /**
   * How fast PostgreSQL takes the same rows by COPY in its binary form, as one transaction, into a
   * table with the same primary key and indexes.
   *
   * @param file for the rows; removed
   */
  double copyRowsPerSecond(Path file) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.createStatement()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      try (OutputStream out = Files.newOutputStream(file)) {
        // In the order of arrival, as the collector met them.
        copy.copyOut(
            "COPY (SELECT * FROM fix ORDER BY received_at) TO STDOUT (FORMAT binary)", out);
      }
      List<Double> rates = new ArrayList<>();
      for (int i = 0; i < COPIES; i++) {
        statement.execute("CREATE TABLE fix_copied (LIKE fix INCLUDING ALL)");
        statement.execute("CHECKPOINT");
        long start = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
          long rows = copy.copyIn("COPY fix_copied FROM STDIN (FORMAT binary)", in, 1 << 16);
          rates.add(rows / ((System.nanoTime() - start) / 1e9));
        }
        statement.execute("DROP TABLE fix_copied");
      }
      Files.delete(file);
      return rates.stream().sorted().toList().get(COPIES / 2);
    } catch (SQLException e) {
      throw new IllegalStateException("the rows cannot be copied", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the rows cannot be copied", e);
    }
  }

  private long number(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the positions cannot be read", e);
    }
  }
}
