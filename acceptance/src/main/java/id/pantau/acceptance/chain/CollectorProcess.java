package id.pantau.acceptance.chain;

import id.pantau.collector.db.DbSettings;
import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The collector as a process of its own, started from a configuration file as in real use. */
public final class CollectorProcess implements AutoCloseable {
  private static final String MAIN = "id.pantau.collector.Collector";
  private static final String READY = "^Pantau siap: (http\\S+)";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Path folder;
  private final Path config;
  private final int port;
  private final List<String> options;
  private ChildProcess process;

  private CollectorProcess(
      Path folder, Path config, int port, List<String> options, ChildProcess process) {
    this.folder = folder;
    this.config = config;
    this.port = port;
    this.options = options;
    this.process = process;
  }

  /**
   * Starts it on a free port.
   *
   * @throws IllegalStateException when it does not start, with its last words
   */
  public static CollectorProcess start(Backbone backbone, Path folder) {
    return start(backbone, folder, FreePorts.next());
  }

  /** Starts it on this port of 127.0.0.1. */
  public static CollectorProcess start(Backbone backbone, Path folder, int port) {
    return start(backbone, folder, port, List.of());
  }

  /** With further options of the JVM, this time and at each {@link #restart}. */
  public static CollectorProcess start(
      Backbone backbone, Path folder, int port, List<String> options) {
    Path config = writeConfig(backbone, folder, port);
    return new CollectorProcess(folder, config, port, options, launch(folder, config, options));
  }

  private static ChildProcess launch(Path folder, Path config, List<String> further) {
    var options = new ArrayList<>(Checkout.javaOptions("collector"));
    options.addAll(further);
    ChildProcess process =
        JavaChild.start(
            "collector",
            folder.resolve("logs/collector.log"),
            options,
            MAIN,
            List.of(config.toString()));
    try {
      process.awaitLine(READY, START_LIMIT);
      return process;
    } catch (IllegalStateException | AssertionError e) {
      process.close();
      throw new IllegalStateException("the collector does not start: " + e.getMessage(), e);
    }
  }

  public int port() {
    return port;
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it as a power cut would. */
  public void kill9() {
    process.kill9();
    process.close();
  }

  /** Ends it in good order, and kills it if it has not ended within the limit. */
  public void stop(Duration limit) {
    process.terminate(limit);
  }

  /** Starts it again on the same port, after an end of any kind; returns when it is ready. */
  public void restart() {
    process.terminate(STOP_LIMIT);
    process = launch(folder, config, options);
  }

  /** The newest lines of its log. */
  public String tail() {
    return process.tail();
  }

  @Override
  public void close() {
    process.terminate(STOP_LIMIT);
  }

  private static Path writeConfig(Backbone backbone, Path folder, int port) {
    DbSettings database = backbone.database();
    String text =
        """
        server:
          host: 127.0.0.1
          port: %d
        database:
          url: "%s"
        %s%s%smqtt:
          uri: "%s"
          ca-file: "%s"
          certificate-file: "%s"
          key-file: "%s"
        enrolment:
          authority-certificate-file: "%s"
          authority-key-file: "%s"
          listen: 127.0.0.1
          host: 127.0.0.1
          port: 0
          broker-uri: "%s"
          revocation-list-file: "%s"
          broker-pid-file: "%s"
        region:
          seed: lombok-timur
        demo: true
        """
            .formatted(
                port,
                database.url(),
                login("owner", database.owner()),
                login("app", database.app()),
                login("service", database.service()),
                backbone.broker().uri(),
                backbone.authority().certificateFile(),
                backbone.collectorCredentials().certificateFile(),
                backbone.collectorCredentials().keyFile(),
                backbone.authority().certificateFile(),
                backbone.authority().keyFile(),
                backbone.broker().uri(),
                backbone.authority().revocationList(),
                backbone.broker().pidFile());
    return write(folder.resolve("collector.yaml"), text);
  }

  private static String login(String name, DbSettings.Login login) {
    return "  %s:\n    user: \"%s\"\n    password: \"%s\"\n"
        .formatted(name, login.user(), login.password());
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
