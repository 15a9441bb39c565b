package id.pantau.acceptance.chain;

import id.pantau.wire.DeviceId;
import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole tracker as a process of its own, on a serial line, as it runs in a vehicle. */
public final class AgentProcess implements AutoCloseable {
  private static final String MAIN = "id.pantau.agent.Agent";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** The memory that the package gives it (java.options), without what only saves some of it. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx24m",
          "-Xmn2m",
          "-Xss256k",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=32m",
          "-XX:MaxMetaspaceSize=48m");

  private final Setup setup;
  private final Path config;
  private ChildProcess process;

  /**
   * @param device its identity, for which the authority issues a certificate
   * @param serial the device file of its receiver
   * @param brokerPort where it finds the broker, or a link to it
   * @param folder for its configuration, journal, ledger and log
   * @param thinning whether it leaves out what a straight line explains
   * @param liveEvery how often it tells its newest position at most
   */
  public record Setup(
      DeviceId device,
      Path serial,
      int brokerPort,
      Path folder,
      boolean thinning,
      Duration liveEvery) {
    /** What it has recorded and the collector has not named. */
    Path journal() {
      return folder.resolve("journal");
    }

    /** Every committed record, written outside of the tracker's own store. */
    public Path ledger() {
      return folder.resolve("ledger.txt");
    }
  }

  private AgentProcess(Setup setup, Path config, ChildProcess process) {
    this.setup = setup;
    this.config = config;
    this.process = process;
  }

  /**
   * Starts it for a test: it keeps a ledger and often says how it is.
   *
   * @throws IllegalStateException when it does not start, with its last words
   */
  public static AgentProcess start(Setup setup, Backbone backbone) {
    return start(setup, backbone, "5s", "ledger-file: " + setup.ledger());
  }

  /**
   * Starts it for days, without the ledger of tests; what is in its journal is sent first.
   *
   * @throws IllegalStateException when it does not start, with its last words
   */
  public static AgentProcess startLasting(Setup setup, Backbone backbone) {
    return start(setup, backbone, "60s", "");
  }

  private static AgentProcess start(
      Setup setup, Backbone backbone, String healthEvery, String ledgerLine) {
    Path config = writeConfig(setup, backbone, healthEvery, ledgerLine);
    return new AgentProcess(setup, config, launch(setup, config));
  }

  private static ChildProcess launch(Setup setup, Path config) {
    ChildProcess process =
        JavaChild.start(
            "agent-" + setup.device(),
            setup.folder().resolve("agent.log"),
            OPTIONS,
            MAIN,
            List.of(config.toString()));
    try {
      process.awaitLine("^agent ready", START_LIMIT);
      return process;
    } catch (IllegalStateException | AssertionError e) {
      process.close();
      throw new IllegalStateException("the agent does not start: " + e.getMessage(), e);
    }
  }

  public Setup setup() {
    return setup;
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it as a power cut would. */
  public void kill9() {
    process.kill9();
    process.close();
  }

  /** Starts it again after an end of any kind; returns when it is ready. */
  public void restart() {
    process.terminate(STOP_LIMIT);
    process = launch(setup, config);
  }

  public String tail() {
    return process.tail();
  }

  @Override
  public void close() {
    process.terminate(STOP_LIMIT);
  }

  private static Path writeConfig(
      Setup setup, Backbone backbone, String healthEvery, String ledgerLine) {
    Credentials credentials = backbone.authority().device(setup.device());
    String text =
        """
        device: %s
        gnss:
          port: %s
          baud: auto
          week-rollover: keep
        mqtt:
          uri: ssl://127.0.0.1:%d
          ca-file: %s
          certificate-file: %s
          key-file: %s
        journal:
          folder: %s
          quota-mb: 16
          commit-records: 10
          commit-after: 1s
        reporting:
          live-every: %dms
          batch-after: 5s
          health-every: %s
        thinning:
          enabled: %s
        gpio: none
        %s
        """
            .formatted(
                setup.device(),
                setup.serial(),
                setup.brokerPort(),
                backbone.authority().certificateFile(),
                credentials.certificateFile(),
                credentials.keyFile(),
                setup.journal(),
                setup.liveEvery().toMillis(),
                healthEvery,
                setup.thinning(),
                ledgerLine);
    try {
      Files.createDirectories(setup.folder());
      return Files.writeString(setup.folder().resolve("agent.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + setup.folder(), e);
    }
  }
}
