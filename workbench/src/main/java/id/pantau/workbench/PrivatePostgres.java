package id.pantau.workbench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A PostgreSQL with PostGIS of our own: own folder, own free port on 127.0.0.1, own socket folder,
 * own password.
 *
 * <p>It runs as a child of this JVM and ends with it. PostgreSQL refuses to run as root; for root
 * it runs as the user {@code postgres}.
 */
public final class PrivatePostgres implements AutoCloseable {
  /** The owner of everything in the cluster, a superuser. */
  public static final String USER = "postgres";

  private static final String TEMPLATE = "pantau_template";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,50}");
  private static final String READY = "database system is ready to accept connections";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int MAX_CONNECTIONS = 100;

  /**
   * @param folder where the cluster lives; kept if it is there already
   * @param durable true: commits survive a crash of the machine, as in a real installation. false:
   *     faster, for tests where durability is not the subject
   * @param kept whether {@link #close} leaves the folder for a next start
   */
  public record Settings(Path folder, boolean durable, boolean kept) {
    public Settings {
      folder = folder.toAbsolutePath().normalize();
    }

    /** As in a real installation, and kept for the next start. */
    public static Settings lasting(Path folder) {
      return new Settings(folder, true, true);
    }

    /** As in a real installation, but removed at the end: for tests of faults. */
    public static Settings durable(Path folder) {
      return new Settings(folder, true, false);
    }

    /** Fast and removed at the end: for tests. */
    public static Settings fleeting(Path folder) {
      return new Settings(folder, false, false);
    }
  }

  private final Settings settings;
  private final ClusterFolder cluster;
  private final Tools.Tool postgres;
  private final int port;
  private ChildProcess server;

  private PrivatePostgres(
      Settings settings, ClusterFolder cluster, Tools.Tool postgres, Running running) {
    this.settings = settings;
    this.cluster = cluster;
    this.postgres = postgres;
    this.port = running.port();
    this.server = running.server();
  }

  private record Running(int port, ChildProcess server) {}

  /**
   * Makes the cluster if it is not there (about 3 s) and starts it (about 0.3 s).
   *
   * @throws IllegalStateException when PostgreSQL is missing or does not start, with its words
   */
  public static PrivatePostgres start(Settings settings) {
    Tools.Tool postgres = Tools.postgres();
    ClusterFolder cluster = ClusterFolder.open(settings, postgres);
    Running running =
        FreePorts.launch(port -> new Running(port, launch(settings, cluster, postgres, port)));
    var started = new PrivatePostgres(settings, cluster, postgres, running);
    Leftovers.remember(started);
    try {
      started.makeTemplate();
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  public int port() {
    return port;
  }

  /** The password of {@link #USER}. */
  public String password() {
    return cluster.password();
  }

  public long pid() {
    return server.pid();
  }

  public boolean isRunning() {
    return server.isAlive();
  }

  /** The address of a database without user and password. */
  public String address(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The address of a database with user and password, complete for {@link DriverManager}. */
  public String jdbcUrl(String database) {
    return address(database) + "?user=" + USER + "&password=" + password();
  }

  /**
   * Makes an empty database with PostGIS in it; about 0.1 s.
   *
   * @param name lower-case letters, digits and underscores
   */
  public void createDatabase(String name) {
    copyDatabase(TEMPLATE, name);
  }

  /**
   * Makes a database with all that is in another one, to which nobody may be connected.
   *
   * @param name lower-case letters, digits and underscores
   */
  public void copyDatabase(String original, String name) {
    requireName(original);
    requireName(name);
    // As files: the usual way writes everything into the log as well.
    execute(
        "postgres", "CREATE DATABASE " + name + " TEMPLATE " + original + " STRATEGY file_copy");
  }

  public void dropDatabase(String name) {
    requireName(name);
    execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  public boolean hasDatabase(String name) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
        var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      return query.executeQuery().next();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot list the databases of " + this, e);
    }
  }

  /** Stops it as a crash would: no checkpoint, every connection cut, recovery at the next start. */
  public void stopImmediate() {
    if (server.isAlive()) {
      server.signal("QUIT");
      awaitStopped();
    }
  }

  /** Stops it in good order: open transactions are rolled back. */
  public void stop() {
    if (server.isAlive()) {
      server.signal("INT");
      awaitStopped();
    }
  }

  /** Starts it again on the same port with the same data, after a stop of any kind. */
  public void restart() {
    stop();
    server = launch(settings, cluster, postgres, port);
  }

  /** Stops it and, unless it is to be kept, removes its folder. */
  @Override
  public void close() {
    if (settings.kept()) {
      stop();
    } else {
      stopImmediate(); // good order would write down what is removed now
      cluster.remove();
    }
    Leftovers.forget(this);
  }

  private void awaitStopped() {
    if (!server.awaitEnd(START_LIMIT)) {
      server.kill9();
    }
    server.close();
  }

  private static ChildProcess launch(
      Settings settings, ClusterFolder cluster, Tools.Tool postgres, int port) {
    var command =
        new ArrayList<>(
            List.of(
                postgres.path().resolve("postgres").toString(), "-D", cluster.data().toString()));
    option(command, "port=" + port);
    option(command, "listen_addresses=127.0.0.1");
    option(command, "unix_socket_directories=" + cluster.socketFolder());
    option(command, "max_connections=" + MAX_CONNECTIONS);
    option(command, "logging_collector=off");
    option(command, "log_destination=stderr");
    option(command, "timezone=UTC");
    // Nested loops over few rows: compiling a query costs more than running it.
    option(command, "jit=off");
    option(command, "max_wal_size=" + (settings.durable() ? "2GB" : "256MB"));
    if (!settings.durable()) {
      for (String off : List.of("fsync", "synchronous_commit", "full_page_writes", "autovacuum")) {
        option(command, off + "=off");
      }
    }
    Program program =
        Program.of("postgres", settings.folder().resolve("postgres.log"), command)
            .withEnvironment(postgres.environment())
            .in(cluster.data())
            // QUIT and not KILL: the postmaster then takes its children and shared memory along.
            .withLastSignal("QUIT");
    ChildProcess started = ChildProcess.start(cluster.owner().map(program::as).orElse(program));
    try {
      started.awaitLine(READY, START_LIMIT);
      return started;
    } catch (IllegalStateException | AssertionError e) {
      started.close();
      throw new IllegalStateException("PostgreSQL does not start: " + e.getMessage(), e);
    }
  }

  private static void option(List<String> command, String setting) {
    command.add("-c");
    command.add(setting);
  }

  private void makeTemplate() {
    if (hasDatabase(TEMPLATE)) {
      return;
    }
    // Under another name until it is complete: a kill in between must not leave half a template.
    String unfinished = TEMPLATE + "_new";
    execute("postgres", "DROP DATABASE IF EXISTS " + unfinished);
    execute("postgres", "CREATE DATABASE " + unfinished);
    execute(unfinished, "CREATE EXTENSION postgis");
    if (!settings.kept()) {
      // Half of every copy would be coordinate systems of other places.
      execute(unfinished, "DELETE FROM spatial_ref_sys WHERE srid <> 4326");
      execute(unfinished, "VACUUM FULL spatial_ref_sys");
    }
    execute("postgres", "ALTER DATABASE " + unfinished + " RENAME TO " + TEMPLATE);
  }

  private void execute(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run \"" + sql + "\" in " + database, e);
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("database name must match " + NAME + ": " + name);
    }
  }

  @Override
  public String toString() {
    return "postgres at 127.0.0.1:" + port + " in " + cluster.data();
  }
}
