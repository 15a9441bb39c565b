package id.pantau.collector.db;

import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A session over one Helidon transaction. Owned by the thread that opened it. */
final class DbClientSession implements Session {
  private final DbTransaction transaction;

  DbClientSession(DbTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public List<Row> list(Sql sql, Map<String, ?> params) {
    // Read to its end: an unread stream keeps its connection for ever.
    try (Stream<DbRow> rows = transaction.createQuery(sql.text()).params(bound(params)).execute()) {
      return rows.map(Row::new).toList();
    }
  }

  @Override
  public Optional<Row> find(Sql sql, Map<String, ?> params) {
    List<Row> rows = list(sql, params);
    if (rows.size() > 1) {
      throw new IllegalStateException(sql + " gave " + rows.size() + " rows instead of one");
    }
    return rows.stream().findFirst();
  }

  @Override
  public Row get(Sql sql, Map<String, ?> params) {
    return find(sql, params).orElseThrow(() -> new IllegalStateException(sql + " gave no row"));
  }

  @Override
  public long change(Sql sql, Map<String, ?> params) {
    return transaction.createUpdate(sql.text()).params(bound(params)).execute();
  }

  private static Map<String, @Nullable Object> bound(Map<String, ?> params) {
    var bound = new HashMap<String, @Nullable Object>();
    params.forEach((name, value) -> bound.put(name, bound(value)));
    return bound;
  }

  private static @Nullable Object bound(Object value) {
    return switch (value) {
      case Optional<?> maybe -> maybe.map(DbClientSession::bound).orElse(null);
      case java.util.OptionalInt maybe -> maybe.isPresent() ? maybe.getAsInt() : null;
      case java.util.OptionalLong maybe -> maybe.isPresent() ? maybe.getAsLong() : null;
      case java.util.OptionalDouble maybe -> maybe.isPresent() ? maybe.getAsDouble() : null;
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case UUID uuid -> uuid.toString();
      default -> value;
    };
  }
}
