package id.pantau.specimen.track;

import java.sql.Connection;
import java.time.Instant;
import java.util.logging.Logger;

/** A store that is public, speaks JDBC, asks the clock, remembers globally, prints and logs. */
public final class FixStore {
  private static int count;

  private final Connection connection;

  public FixStore(Connection connection) {
    this.connection = connection;
  }

  @Override
  public String toString() {
    System.out.println(connection);
    Logger.getLogger("x").info("y");
    return Instant.now() + " " + count++;
  }
}
