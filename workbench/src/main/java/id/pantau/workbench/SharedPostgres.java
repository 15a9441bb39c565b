package id.pantau.workbench;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One fast cluster for all tests of this JVM, started at first use, gone at its end; each test
 * class takes a fresh database of it.
 *
 * <p>It is not durable; {@link #durableServer} is, for measurements and for what runs as it would
 * in a regency. A test of crashes starts a {@link PrivatePostgres} of its own.
 */
public final class SharedPostgres {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * A database of our own.
   *
   * @param name its name
   * @param address its JDBC URL without user and password
   * @param user its owner, a superuser
   * @param password the owner's
   */
  public record Database(String name, String address, String user, String password) {
    /** Complete for {@link java.sql.DriverManager}. */
    public String jdbcUrl() {
      return address + "?user=" + user + "&password=" + password;
    }
  }

  /** Started by the class loader at first use, which also makes two first uses at once harmless. */
  private static final class Holder {
    static final PrivatePostgres SERVER =
        PrivatePostgres.start(PrivatePostgres.Settings.fleeting(TestFolder.createInMemory("pg")));
  }

  private static final class DurableHolder {
    static final PrivatePostgres SERVER =
        PrivatePostgres.start(PrivatePostgres.Settings.durable(TestFolder.create("durable-pg")));
  }

  private SharedPostgres() {}

  public static PrivatePostgres server() {
    return Holder.SERVER;
  }

  /** Another cluster, whose commits survive a crash of the machine. */
  public static PrivatePostgres durableServer() {
    return DurableHolder.SERVER;
  }

  /** An empty database with PostGIS that nobody else uses; about 0.1 s. */
  public static Database freshDatabase() {
    String name = nextName();
    server().createDatabase(name);
    return database(name);
  }

  /** A database of one's own with all that is in another one, to which nobody may be connected. */
  public static Database copyOf(Database original) {
    String name = nextName();
    server().copyDatabase(original.name(), name);
    return database(name);
  }

  private static String nextName() {
    return "test_" + COUNT.incrementAndGet();
  }

  private static Database database(String name) {
    return new Database(name, server().address(name), PrivatePostgres.USER, server().password());
  }
}
