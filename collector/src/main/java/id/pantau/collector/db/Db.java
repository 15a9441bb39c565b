package id.pantau.collector.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import id.pantau.collector.scope.Viewer;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbTransaction;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The database: migrated when it opens, then reached in transactions as a viewer or as the service.
 *
 * <p>Two logins: {@code app} for what people ask, bound by row-level security to the viewer of the
 * transaction; {@code service} for ingest and jobs. Neither owns a table, so neither can switch the
 * security off. Safe for all threads.
 */
public final class Db implements AutoCloseable {
  /** Longer than a restart of PostgreSQL takes would only pile up requests. */
  private static final long CONNECTION_TIMEOUT_MS = 3_000;

  private static final long VALIDATION_TIMEOUT_MS = 1_000;

  /** Row-level security reads these; they end with the transaction. */
  private static final Sql WHO =
      Sql.of(
          """
          SELECT set_config('app.role', :role, true), set_config('app.opd', :opd, true),
                 set_config('app.user', :user, true)
          """);

  private final Pool app;
  private final Pool service;

  private record Pool(HikariDataSource source, DbClient client) implements AutoCloseable {
    @Override
    public void close() {
      source.close();
    }
  }

  private Db(Pool app, Pool service) {
    this.app = app;
    this.service = service;
  }

  /**
   * Migrates and opens.
   *
   * @throws RuntimeException when the database is away or a migration fails
   */
  public static Db open(DbSettings settings) {
    Migrations.run(settings);
    return new Db(pool(settings, settings.app()), pool(settings, settings.service()));
  }

  /**
   * Runs work in one transaction in which only what this viewer may touch exists.
   *
   * @throws DatabaseAway when it does not answer; every other exception comes from the work itself
   */
  public <T> T as(Viewer viewer, Function<Session, T> work) {
    return inTransaction(
        app,
        session -> {
          String opd = viewer.opdId().isPresent() ? "" + viewer.opdId().getAsInt() : "";
          session.get(
              WHO, Map.of("role", viewer.role().word(), "opd", opd, "user", "" + viewer.userId()));
          return work.apply(session);
        });
  }

  /** As {@link #as} does, where nothing is to be known. */
  public void doAs(Viewer viewer, Consumer<Session> work) {
    as(viewer, session -> done(work, session));
  }

  /**
   * Runs work of the collector itself in one transaction.
   *
   * @throws DatabaseAway as in {@link #as}
   * @throws DataRefused when a value is such that it can never be stored
   */
  public <T> T asService(Function<Session, T> work) {
    return inTransaction(service, work);
  }

  /** As {@link #asService} does, where nothing is to be known. */
  public void doAsService(Consumer<Session> work) {
    asService(session -> done(work, session));
  }

  private static boolean done(Consumer<Session> work, Session session) {
    work.accept(session);
    return true;
  }

  /** Whether a query would be answered now; takes at most {@value #CONNECTION_TIMEOUT_MS} ms. */
  public boolean isReachable() {
    try (Connection connection = service.source.getConnection()) {
      return connection.isValid((int) (VALIDATION_TIMEOUT_MS / 1_000));
    } catch (SQLException away) {
      return false;
    }
  }

  @Override
  public void close() {
    app.close();
    service.close();
  }

  private static <T> T inTransaction(Pool pool, Function<Session, T> work) {
    DbTransaction transaction = pool.client.transaction();
    T result;
    try {
      result = work.apply(new DbClientSession(transaction));
    } catch (Throwable failure) {
      rollback(transaction, failure);
      if (isAway(failure) || isOutOfRoom(failure)) {
        throw new DatabaseAway(failure, isOutOfRoom(failure));
      }
      if (isDataRefused(failure)) {
        throw new DataRefused(failure);
      }
      throw failure;
    }
    try {
      transaction.commit();
    } catch (RuntimeException failure) {
      throw isAway(failure) || isOutOfRoom(failure)
          ? new DatabaseAway(failure, isOutOfRoom(failure))
          : failure;
    }
    return result;
  }

  /** No connection to be had, or the one we had is gone (SQLSTATE 08, and 57P: being shut down). */
  private static boolean isAway(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return at instanceof SQLTransientConnectionException
            || state.startsWith("08")
            || state.startsWith("57P");
      }
    }
    return false;
  }

  /** Disk, memory or connections are used up (SQLSTATE 53), or it may only be read (25006). */
  private static boolean isOutOfRoom(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("53") || sql.getSQLState().equals("25006");
      }
    }
    return false;
  }

  private static boolean isDataRefused(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("54");
      }
    }
    return false;
  }

  /** A transaction neither committed nor rolled back keeps its connection for ever. */
  private static void rollback(DbTransaction transaction, Throwable failure) {
    try {
      transaction.rollback();
    } catch (RuntimeException connectionLost) {
      failure.addSuppressed(connectionLost);
    }
  }

  private static Pool pool(DbSettings settings, DbSettings.Login login) {
    var config = new HikariConfig();
    config.setPoolName(login.user());
    config.setJdbcUrl(settings.url());
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(DbSettings.POOL_SIZE);
    // A quiet night needs few; each one costs PostgreSQL a process.
    config.setMinimumIdle(DbSettings.POOL_IDLE);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    config.setValidationTimeout(VALIDATION_TIMEOUT_MS);
    // The database may come later than we do.
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "pantau-" + login.user());
    config.addDataSourceProperty("tcpKeepAlive", "true");
    var source = new HikariDataSource(config);
    return new Pool(
        source,
        JdbcClientBuilder.create()
            .statements(
                name -> {
                  throw new IllegalArgumentException("no named statements here: " + name);
                })
            .connectionPool(
                new JdbcConnectionPool() {
                  @Override
                  public Connection connection() {
                    try {
                      return source.getConnection();
                    } catch (SQLException e) {
                      throw new DbClientException("no connection to the database", e);
                    }
                  }

                  @Override
                  public String dbType() {
                    return "jdbc:postgresql";
                  }
                })
            .build());
  }
}
