package id.pantau.collector.db;

/**
 * The database is well and has refused a value: it is out of range or too large (SQLSTATE 22, 54).
 * The same work fails again; every other failure may pass.
 */
public final class DataRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  DataRefused(Throwable cause) {
    super("the database refuses a value", cause);
  }
}
