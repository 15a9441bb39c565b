package id.pantau.collector.db;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One open transaction; only for the thread and the call it was given to.
 *
 * <p>Parameters: {@code Instant} is bound as UTC, {@code UUID} as text (write {@code CAST(:id AS
 * uuid)}), an {@code Optional} as its value or NULL, arrays of numbers in binary; a NULL is {@code
 * Optional.empty()}.
 */
public interface Session {
  List<Row> list(Sql sql, Map<String, ?> params);

  /**
   * The only row, if there is one.
   *
   * @throws IllegalStateException when there are more
   */
  Optional<Row> find(Sql sql, Map<String, ?> params);

  /**
   * The only row.
   *
   * @throws IllegalStateException when there is none or more than one
   */
  Row get(Sql sql, Map<String, ?> params);

  /** How many rows were changed. */
  long change(Sql sql, Map<String, ?> params);
}
