package id.pantau.acceptance.chain;

import id.pantau.collector.db.DbSettings;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.PrivatePostgres;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * What the collector stands on: a PostGIS cluster with its database, a broker, and the authority
 * whose certificates the broker admits.
 */
public final class Backbone implements AutoCloseable {
  private static final String DATABASE = "pantau";
  private static final String APP_USER = "pantau_app";
  private static final String SERVICE_USER = "pantau_service";

  private final PrivatePostgres postgres;
  private final PrivateBroker broker;
  private final CertificateAuthority authority;
  private final Credentials collector;
  private final UnaryOperator<String> secrets;
  private final boolean hadDatabase;

  private Backbone(
      PrivatePostgres postgres,
      boolean hadDatabase,
      Messaging messaging,
      UnaryOperator<String> secrets) {
    this.postgres = postgres;
    this.hadDatabase = hadDatabase;
    this.broker = messaging.broker;
    this.authority = messaging.authority;
    this.collector = messaging.authority.client("collector");
    this.secrets = secrets;
  }

  private record Messaging(PrivateBroker broker, CertificateAuthority authority) {}

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

  /** Starts everything in this folder, durable as in a real installation; removed at the end. */
  public static Backbone startForTest(Path folder) {
    return start(
        PrivatePostgres.Settings.durable(folder.resolve("postgres")),
        folder,
        name -> "for-tests-only",
        false);
  }

  private static Backbone start(
      PrivatePostgres.Settings settings,
      Path folder,
      UnaryOperator<String> secrets,
      boolean lasting) {
    // Each waits mostly for its own process: side by side they take as long as the slower.
    CompletableFuture<Messaging> messaging =
        CompletableFuture.supplyAsync(() -> startBroker(folder, lasting));
    PrivatePostgres postgres = PrivatePostgres.start(settings);
    boolean hadDatabase = postgres.hasDatabase(DATABASE);
    if (!hadDatabase) {
      postgres.createDatabase(DATABASE);
    }
    try {
      return new Backbone(postgres, hadDatabase, messaging.join(), secrets);
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
    return hadDatabase;
  }

  /** Forgets everything in the database. */
  public void emptyDatabase() {
    postgres.dropDatabase(DATABASE);
    postgres.createDatabase(DATABASE);
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
    return new DbSettings(
        postgres.address(DATABASE),
        new DbSettings.Login(PrivatePostgres.USER, postgres.password()),
        new DbSettings.Login(APP_USER, secrets.apply(APP_USER)),
        new DbSettings.Login(SERVICE_USER, secrets.apply(SERVICE_USER)));
  }

  /** For looking into the database from outside, as its owner. */
  public String jdbcUrl() {
    return postgres.jdbcUrl(DATABASE);
  }

  @Override
  public void close() {
    broker.close();
    postgres.close();
  }
}
