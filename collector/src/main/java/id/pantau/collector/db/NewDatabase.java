package id.pantau.collector.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database into which a backup is to be restored, before any collector has opened it. */
public final class NewDatabase {
  private static final String TABLES =
      """
      SELECT count(*) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'spatial_ref_sys'
      """;

  private final DbSettings settings;

  public NewDatabase(DbSettings settings) {
    this.settings = settings;
  }

  /** Whether it has no table but the one that PostGIS brings. */
  public boolean isEmpty() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(TABLES)) {
      return count.next() && count.getInt(1) == 0;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look into " + settings.url(), e);
    }
  }

  /**
   * Makes the two logins if the cluster lacks them: a dump grants to them but does not hold them.
   */
  public void makeLogins() {
    try (Connection connection = connect()) {
      makeLogin(connection, settings.app());
      makeLogin(connection, settings.service());
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make the logins of " + settings.url(), e);
    }
  }

  private static void makeLogin(Connection connection, DbSettings.Login login) throws SQLException {
    String make;
    try (PreparedStatement quote =
        connection.prepareStatement(
            "SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', ?, ?)"
                + " WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ?)")) {
      quote.setString(1, login.user());
      quote.setString(2, login.password());
      quote.setString(3, login.user());
      try (ResultSet statement = quote.executeQuery()) {
        if (!statement.next()) {
          return;
        }
        make = statement.getString(1);
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(make);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        settings.url(), settings.owner().user(), settings.owner().password());
  }
}
