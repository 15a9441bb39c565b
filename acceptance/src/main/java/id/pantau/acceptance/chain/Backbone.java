package id.pantau.acceptance.chain;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.region.Region;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.PrivatePostgres;
import id.pantau.workbench.SharedPostgres;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * What the collector stands on: a PostGIS cluster with its database, a broker, and the authority
 * whose certificates the broker admits.
 */
public final class Backbone implements AutoCloseable {
  private static final String DATABASE = "pantau";
  private static final String APP_USER = "pantau_app";
  private static final String SERVICE_USER = "pantau_service";
  private static final UnaryOperator<String> FOR_TESTS = name -> "for-tests-only";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** What databases of tests begin as: made once, for it takes longer than all that follows. */
  private static final class Template {
    static final String NAME = plant();

    private static String plant() {
      String name = DATABASE + "_planted";
      PrivatePostgres cluster = SharedPostgres.durableServer();
      cluster.createDatabase(name);
      try (Db db = Db.open(settings(cluster, name, FOR_TESTS))) {
        Region.open(db, "lombok-timur", InstantSource.system());
      }
      return name;
    }
  }

  private final PrivatePostgres postgres;
  private final PrivateBroker broker;
  private final CertificateAuthority authority;
  private final Credentials collector;
  private final UnaryOperator<String> secrets;
  private final Place place;

  private Backbone(
      PrivatePostgres postgres, Place place, Messaging messaging, UnaryOperator<String> secrets) {
    this.postgres = postgres;
    this.place = place;
    this.broker = messaging.broker;
    this.authority = messaging.authority;
    this.collector = messaging.authority.client("collector");
    this.secrets = secrets;
  }

  private record Messaging(PrivateBroker broker, CertificateAuthority authority) {}

  /**
   * Where in the cluster we are.
   *
   * @param existed whether it was there before this start
   * @param shared whether others have databases in the same cluster
   */
  private record Place(String database, boolean existed, boolean shared) {}

  /**
   * Starts everything in this folder, and keeps it there for a next start.
   *
   * @param secrets the password for a name, the same at every start
   * @throws IllegalStateException when a program is missing or does not start, in words
   */
  public static Backbone startLasting(Path folder, UnaryOperator<String> secrets) {
    return start(
        PrivatePostgres.Settings.lasting(folder.resolve("postgres")), folder, secrets, true);
  }

  /**
   * Starts a broker in this folder and makes a database, migrated and with the region in it;
   * durable as in a real installation, removed at the end. The cluster is shared with others of
   * this JVM.
   */
  public static Backbone startForTest(Path folder) {
    CompletableFuture<Messaging> messaging = startMessaging(folder, false);
    PrivatePostgres cluster = SharedPostgres.durableServer();
    String database = DATABASE + "_" + COUNT.incrementAndGet();
    cluster.copyDatabase(Template.NAME, database);
    return new Backbone(cluster, new Place(database, false, true), arrived(messaging), FOR_TESTS);
  }

  /** The same with a cluster of its own, which may be stopped and broken. */
  public static Backbone startToBreak(Path folder) {
    return start(
        PrivatePostgres.Settings.durable(folder.resolve("postgres")), folder, FOR_TESTS, false);
  }

  private static Backbone start(
      PrivatePostgres.Settings settings,
      Path folder,
      UnaryOperator<String> secrets,
      boolean lasting) {
    CompletableFuture<Messaging> messaging = startMessaging(folder, lasting);
    PrivatePostgres postgres = PrivatePostgres.start(settings);
    boolean existed = postgres.hasDatabase(DATABASE);
    if (!existed) {
      postgres.createDatabase(DATABASE);
    }
    return new Backbone(postgres, new Place(DATABASE, existed, false), arrived(messaging), secrets);
  }

  /** Broker and database wait mostly for their processes: side by side they take as long as one. */
  private static CompletableFuture<Messaging> startMessaging(Path folder, boolean lasting) {
    return CompletableFuture.supplyAsync(() -> startBroker(folder, lasting));
  }

  private static Messaging arrived(CompletableFuture<Messaging> messaging) {
    try {
      return messaging.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Messaging startBroker(Path folder, boolean lasting) {
    CertificateAuthority authority =
        CertificateAuthority.openOrCreate(folder.resolve("ca"), InstantSource.system());
    Path home = folder.resolve("broker");
    return new Messaging(
        lasting
            ? PrivateBroker.startLasting(home, authority)
            : PrivateBroker.start(home, authority),
        authority);
  }

  /** Whether the database was there before this start. */
  public boolean hadDatabase() {
    return place.existed;
  }

  /** Forgets everything in the database. */
  public void emptyDatabase() {
    postgres.dropDatabase(place.database);
    postgres.createDatabase(place.database);
  }

  public PrivatePostgres postgres() {
    return postgres;
  }

  public PrivateBroker broker() {
    return broker;
  }

  public CertificateAuthority authority() {
    return authority;
  }

  /** The certificate as which the collector comes to the broker. */
  public Credentials collectorCredentials() {
    return collector;
  }

  /** How the collector reaches its database. */
  public DbSettings database() {
    return settings(postgres, place.database, secrets);
  }

  private static DbSettings settings(
      PrivatePostgres postgres, String database, UnaryOperator<String> secrets) {
    return new DbSettings(
        postgres.address(database),
        new DbSettings.Login(PrivatePostgres.USER, postgres.password()),
        new DbSettings.Login(APP_USER, secrets.apply(APP_USER)),
        new DbSettings.Login(SERVICE_USER, secrets.apply(SERVICE_USER)));
  }

  /** For looking into the database from outside, as its owner. */
  public String jdbcUrl() {
    return postgres.jdbcUrl(place.database);
  }

  @Override
  public void close() {
    broker.close();
    if (place.shared) {
      postgres.dropDatabase(place.database);
    } else {
      postgres.close();
    }
  }
}
