package id.pantau.agent;

import id.pantau.agent.remote.RemoteSettings;
import id.pantau.wire.Decoded;
import id.pantau.wire.DesiredConfig;
import id.pantau.wire.DesiredConfigCodec;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The program on a Pi, which systemd starts again when it ends. */
final class Machine implements Appliance {
  private static final System.Logger LOG = System.getLogger(Machine.class.getName());

  /** The answer to the command should still get away. */
  private static final Duration BEFORE_THE_END = Duration.ofMillis(500);

  private final GnssClock clock;
  private final LogRing log;
  private final RemoteSettings remote;
  private final Path file;
  private final Runnable end;
  private final Executor worker =
      work -> {
        Thread thread = new Thread(work, "machine");
        thread.setDaemon(true);
        thread.start();
      };

  /**
   * @param file the configuration on the device
   * @param end ends the program in good order, so that it is started again; may wait
   */
  Machine(GnssClock clock, LogRing log, RemoteSettings remote, Path file, Runnable end) {
    this.clock = clock;
    this.log = log;
    this.remote = remote;
    this.file = file;
    this.end = end;
  }

  @Override
  public Optional<Instant> now() {
    return clock.now();
  }

  @Override
  public void restart() {
    worker.execute(
        () -> {
          try {
            Thread.sleep(BEFORE_THE_END);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          LOG.log(Level.INFO, "ending, to be started again");
          end.run();
        });
  }

  @Override
  public String logExcerpt(int lines) {
    return log.excerpt(lines);
  }

  @Override
  public void configure(byte[] payload) {
    switch (DesiredConfigCodec.decode(payload)) {
      case Decoded.Good<DesiredConfig>(DesiredConfig desired) ->
          worker.execute(
              () -> {
                if (remote.offer(desired, this::problem)) {
                  restart();
                }
              });
      case Decoded.Bad<DesiredConfig>(String reason) ->
          LOG.log(Level.WARNING, "settings cannot be read, ignored: {0}", reason);
    }
  }

  private Optional<String> problem(Map<String, String> values) {
    try {
      AgentSettings.read(file, values);
      return Optional.empty();
    } catch (ConfigFile.Problem e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
