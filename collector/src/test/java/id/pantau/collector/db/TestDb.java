package id.pantau.collector.db;

import id.pantau.workbench.SharedPostgres;

/** A migrated database of its own for a test, on the PostgreSQL that all tests of the JVM share. */
public final class TestDb {
  /** One pair of logins for the whole cluster, as in a real installation. */
  private static final DbSettings.Login APP = new DbSettings.Login("pantau_app", "app-of-tests");

  private static final DbSettings.Login SERVICE =
      new DbSettings.Login("pantau_service", "service-of-tests");

  private TestDb() {}

  public static Db open() {
    return Db.open(freshSettings());
  }

  /** The settings of an empty database. */
  public static DbSettings freshSettings() {
    SharedPostgres.Database database = SharedPostgres.freshDatabase();
    return new DbSettings(
        database.address(),
        new DbSettings.Login(database.user(), database.password()),
        APP,
        SERVICE);
  }
}
