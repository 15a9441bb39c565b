package id.pantau.collector.db;

import id.pantau.workbench.SharedPostgres;

/** A migrated database of its own for a test, on the PostgreSQL that all tests of the JVM share. */
public final class TestDb {
  /** One pair of logins for the whole cluster, as in a real installation. */
  private static final DbSettings.Login APP = new DbSettings.Login("pantau_app", "app-of-tests");

  private static final DbSettings.Login SERVICE =
      new DbSettings.Login("pantau_service", "service-of-tests");

  /** Migrated once, at first use; a copy takes a tenth of the time of the migrations. */
  private static final class Holder {
    static final SharedPostgres.Database MIGRATED = SharedPostgres.freshDatabase();

    static {
      Db.open(settings(MIGRATED)).close();
    }
  }

  private TestDb() {}

  public static Db open() {
    return Db.open(freshSettings());
  }

  /** The settings of a migrated database with nothing in it. */
  public static DbSettings freshSettings() {
    return settings(SharedPostgres.copyOf(Holder.MIGRATED));
  }

  /** The settings of a database that no migration has seen. */
  public static DbSettings emptySettings() {
    return settings(SharedPostgres.freshDatabase());
  }

  private static DbSettings settings(SharedPostgres.Database database) {
    return new DbSettings(
        database.address(),
        new DbSettings.Login(database.user(), database.password()),
        APP,
        SERVICE);
  }
}
