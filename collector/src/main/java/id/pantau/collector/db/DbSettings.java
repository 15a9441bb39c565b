package id.pantau.collector.db;

/**
 * Where the database is and as whom we come.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param owner owns the tables and migrates them; used at start only
 * @param app what a person's request runs as; row-level security binds it
 * @param service what ingest and jobs run as
 */
public record DbSettings(String url, Login owner, Login app, Login service) {
  /** How many connections each of the two logins may hold. */
  static final int POOL_SIZE = 10;

  /** How many each keeps open while nothing happens. */
  static final int POOL_IDLE = 2;

  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user; // a password must not reach a log by way of a record
    }
  }
}
