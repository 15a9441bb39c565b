package id.pantau.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A mosquitto of our own on a free port of 127.0.0.1 that admits only certificates of one authority
 * and lets each device write and read only below its own name.
 *
 * <p>Every user's client id is its user name, the CN of the certificate, whatever the client asks
 * for: without that any device could take over the collector's session by connecting with its id.
 * So all connections with the certificate {@code collector} are one client, and the newest pushes
 * the older one out. Several collectors need certificates {@code collector-1} to {@code
 * collector-8}.
 */
public final class PrivateBroker implements AutoCloseable {
  /** How many collectors besides {@code collector} the access list knows. */
  public static final int NUMBERED_COLLECTORS = 8;

  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final String READY = "mosquitto version .* running";

  private final Setup setup;
  private final int port;
  private ChildProcess process;

  /** By us, or it is known that it was not. */
  private boolean ended;

  private PrivateBroker(Setup setup, Running running) {
    this.setup = setup;
    this.port = running.port();
    this.process = running.process();
  }

  private record Setup(
      Path folder,
      CertificateAuthority authority,
      Credentials server,
      Tools.Tool mosquitto,
      boolean kept) {}

  private record Running(int port, ChildProcess process) {}

  /**
   * Starts a broker in this folder, which {@link #close} removes.
   *
   * @throws IllegalStateException when mosquitto is missing or does not start, with its words
   */
  public static PrivateBroker start(Path folder, CertificateAuthority authority) {
    return start(folder, authority, false);
  }

  /** As {@link #start}, but the folder, with the broker's store, stays for a next start. */
  public static PrivateBroker startLasting(Path folder, CertificateAuthority authority) {
    return start(folder, authority, true);
  }

  private static PrivateBroker start(Path folder, CertificateAuthority authority, boolean kept) {
    try {
      Files.createDirectories(folder.resolve("store"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    var setup =
        new Setup(
            folder.toAbsolutePath().normalize(),
            authority,
            authority.server("broker"),
            Tools.mosquitto(),
            kept);
    var broker =
        new PrivateBroker(setup, FreePorts.launch(port -> new Running(port, launch(setup, port))));
    Leftovers.remember(broker);
    return broker;
  }

  public int port() {
    return port;
  }

  /** The address for MQTT clients, {@code ssl://127.0.0.1:port}. */
  public String uri() {
    return "ssl://127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  /** Where it has written its process number. */
  public Path pidFile() {
    return setup.folder().resolve("mosquitto.pid");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /**
   * Waits until it has said something that matches; what it said before counts.
   *
   * @throws AssertionError when it does not within the limit
   */
  public void awaitLog(String regex, Duration limit) {
    process.awaitLine(regex, limit);
  }

  /**
   * Ends it as a power cut would: what it had not written is gone.
   *
   * @throws IllegalStateException when it had died by itself
   */
  public void kill9() {
    boolean died = !ended && !process.isAlive();
    process.kill9();
    process.close();
    ended(died);
  }

  /**
   * Ends it in good order: it writes its store first.
   *
   * @throws IllegalStateException when it did not, or had died by itself: nobody should take a
   *     broker that crashes for one that was slow
   */
  public void stop() {
    process.terminate(STOP_LIMIT);
    ended(!ended && process.exitCode() != 0);
  }

  private void ended(boolean badly) {
    ended = true;
    if (badly) {
      throw new IllegalStateException("mosquitto crashed, exit code " + process.exitCode());
    }
  }

  /** Starts it again on the same port, after a stop of any kind. */
  public void restart() {
    stop();
    process = launch(setup, port);
    ended = false;
  }

  /**
   * Makes it read the revocation list again. New connections of revoked certificates are refused
   * from then on; a connection that is open already stays open (mosquitto 2.0), so whoever revokes
   * a device ends it by coming under the same name.
   */
  public void reloadCrl() {
    process.signal("HUP");
    process.awaitLine("Reloading config", START_LIMIT);
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      if (!setup.kept()) {
        Trees.remove(setup.folder());
      }
      Leftovers.forget(this);
    }
  }

  private static ChildProcess launch(Setup setup, int port) {
    Path folder = setup.folder();
    Path config = folder.resolve("mosquitto.conf");
    write(config, configuration(setup, port));
    write(setup.folder().resolve("acl"), accessList());
    ChildProcess started =
        ChildProcess.start(
            Program.of(
                    "mosquitto",
                    folder.resolve("mosquitto.log"),
                    List.of(setup.mosquitto().path().toString(), "-c", config.toString()))
                .withEnvironment(setup.mosquitto().environment()));
    try {
      started.awaitLine(READY, START_LIMIT);
      return started;
    } catch (IllegalStateException | AssertionError e) {
      started.close();
      throw new IllegalStateException("mosquitto does not start: " + e.getMessage(), e);
    }
  }

  private static String configuration(Setup setup, int port) {
    return """
        per_listener_settings false
        listener %d 127.0.0.1
        cafile %s
        certfile %s
        keyfile %s
        crlfile %s
        tls_version tlsv1.2
        require_certificate true
        use_identity_as_username true
        use_username_as_clientid true
        allow_anonymous false
        acl_file %s
        # Stays the user it was started as: keys and store are readable by that user only.
        user %s
        pid_file %s

        # The default of 1000 queued messages silently drops what it has acknowledged to the sender; and 0,
        # "unlimited", was broken in several versions. So a large number and a limit in bytes.
        max_queued_messages 1000000
        max_queued_bytes 536870912
        max_inflight_messages 2000
        # max_packet_size and not message_size_limit: the sender is disconnected instead of being
        # told of a success.
        max_packet_size 262144
        max_connections 5000
        # No persistent_client_expiration: with one, mosquitto 2.0 notes a session that is away once more at every
        # reload, and reads freed memory when it is back.
        set_tcp_nodelay true

        persistence true
        persistence_location %s/
        autosave_interval 10

        # stdout would be buffered: nothing of it for minutes, the last words of a crash never.
        log_dest stderr
        log_type error
        log_type warning
        log_type notice
        log_type information
        log_timestamp_format %%Y-%%m-%%dT%%H:%%M:%%S
        """
        .formatted(
            port,
            setup.authority().certificateFile(),
            setup.server().certificateFile(),
            setup.server().keyFile(),
            setup.authority().revocationList(),
            setup.folder().resolve("acl"),
            System.getProperty("user.name"),
            setup.folder().resolve("mosquitto.pid"),
            setup.folder().resolve("store"));
  }

  private static String accessList() {
    var list = new StringBuilder();
    collectorLines(list, "collector");
    for (int number = 1; number <= NUMBERED_COLLECTORS; number++) {
      collectorLines(list, "collector-" + number);
    }
    // %u is the CN of the certificate. A CN with a slash would reach deeper; see DeviceId.
    list.append("pattern write pantau/v1/up/%u/#\n");
    list.append("pattern read pantau/v1/down/%u/#\n");
    return list.toString();
  }

  private static void collectorLines(StringBuilder list, String user) {
    list.append("user ").append(user).append('\n');
    list.append("topic read pantau/v1/up/#\n");
    list.append("topic write pantau/v1/down/#\n\n");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public String toString() {
    return "mosquitto at " + uri() + " in " + setup.folder();
  }
}
