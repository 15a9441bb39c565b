package id.pantau.acceptance.bench;

import id.pantau.wire.DeviceId;
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
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The stored positions, looked at past the collector. */
final class FixTable {
  /** More would not change the rate. */
  private static final int COPIED_ROWS = 100_000;

  /** The middle one counts: others may use the machine for a moment. */
  private static final int COPIES = 3;

  private final String jdbcUrl;

  FixTable(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  long count() {
    return number("SELECT coalesce(sum(length(records) / 28), 0) FROM fix_block");
  }

  long blocks() {
    return number("SELECT count(*) FROM fix_block");
  }

  /** What the tables of the positions and their indexes take on the disk. */
  long bytes() {
    return number(
        "SELECT sum(pg_total_relation_size(inhrelid)) + pg_total_relation_size('stored_seq')"
            + " FROM pg_inherits WHERE inhparent = 'fix_block'::regclass");
  }

  /** A row a position, with the key by which it is known. */
  private static final String PLAIN =
      """
      CREATE TABLE fix_copied (
        fix_time timestamptz NOT NULL, received_at timestamptz NOT NULL, epoch bigint NOT NULL, seq bigint NOT NULL,
        device_no int NOT NULL, speed_dms smallint, course_deg smallint, altitude_m smallint, hdop_tenths smallint,
        satellites smallint, mode smallint NOT NULL, flags smallint NOT NULL, geom geometry(Point, 4326) NOT NULL,
        PRIMARY KEY (device_no, fix_time, epoch, seq)
      )
      """;

  /**
   * How fast PostgreSQL takes the same positions by COPY in its binary form, as one transaction,
   * into a plain table of rows with a primary key: what a collector would do that knew no
   * duplicates.
   *
   * @param devices whose positions
   * @param file for the rows; removed
   */
  double copyRowsPerSecond(List<DeviceId> devices, Path file) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.createStatement()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      // The first of millions are found in memory, not by sorting all of them on the disk.
      statement.execute("SET work_mem = '128MB'");
      try (OutputStream out = Files.newOutputStream(file)) {
        // In the order of arrival, as the collector met them.
        copy.copyOut(
            "COPY (SELECT * FROM fix WHERE device_no = ANY (ARRAY (SELECT no FROM device WHERE id IN ("
                + devices.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","))
                + "))) ORDER BY received_at LIMIT "
                + COPIED_ROWS
                + ") TO STDOUT (FORMAT binary)",
            out);
      }
      List<Double> rates = new ArrayList<>();
      for (int i = 0; i < COPIES; i++) {
        statement.execute(PLAIN);
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
