package id.pantau.collector.db;

/**
 * The database does not answer; the same work may succeed later. Nothing of it was kept, unless the
 * connection broke during the commit itself: then nobody knows.
 */
public final class DatabaseAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseAway(Throwable cause) {
    super("the database does not answer", cause);
  }
}
