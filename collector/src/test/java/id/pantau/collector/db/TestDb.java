package id.pantau.collector.db;

import id.pantau.collector.region.Region;
import id.pantau.workbench.SharedPostgres;
import java.time.InstantSource;

/**
 * A database of its own for a test, migrated and with the region in it, on the PostgreSQL that all
 * tests of the JVM share.
 */
public final class TestDb {
  /** One pair of logins for the whole cluster, as in a real installation. */
  private static final DbSettings.Login APP = new DbSettings.Login("pantau_app", "app-of-tests");

  private static final DbSettings.Login SERVICE =
      new DbSettings.Login("pantau_service", "service-of-tests");

  /** Made once, at first use; a copy takes a tenth of the time of migrations and planting. */
  private static final class Holder {
    static final SharedPostgres.Database MIGRATED = SharedPostgres.freshDatabase();

    static {
      try (Db db = Db.open(settings(MIGRATED))) {
        Region.open(db, "lombok-timur", InstantSource.system());
      }
    }
  }

  private TestDb() {}

  public static Db open() {
    return Db.open(freshSettings());
  }

  /** The settings of a migrated database with nothing in it but the region. */
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
