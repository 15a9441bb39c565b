package id.pantau.workbench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The socket on which systemd listens to its services: Unix datagrams, which Java cannot receive,
 * by socat.
 */
public final class NotifySocket implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private final Path path;
  private final ChildProcess process;

  private NotifySocket(Path path, ChildProcess process) {
    this.path = path;
    this.process = process;
  }

  /** Makes the socket {@code notify} in this folder. */
  public static NotifySocket open(Path folder) {
    Path path = folder.toAbsolutePath().resolve("notify");
    Tools.Tool socat = Tools.socat();
    ChildProcess started =
        ChildProcess.start(
            Program.of(
                    "notify",
                    folder.resolve("notify.log"),
                    List.of(
                        socat.path().toString(),
                        "-u",
                        "UNIX-RECVFROM:" + path + ",mode=0666,fork",
                        // One process a datagram, so that each begins a line.
                        "SYSTEM:cat; echo"))
                .withEnvironment(socat.environment()));
    Await.until("socat listens at " + path, START_LIMIT, () -> path.toFile().exists());
    return new NotifySocket(path, started);
  }

  /** What a service of systemd finds in its environment. */
  public Map<String, String> environment(Duration watchdog) {
    return Map.of(
        "NOTIFY_SOCKET",
        path.toString(),
        "WATCHDOG_USEC",
        Long.toString(watchdog.toNanos() / 1_000));
  }

  public Path path() {
    return path;
  }

  /**
   * Waits until this was said, by now or in time.
   *
   * @throws AssertionError when it was not
   */
  public void await(String line, Duration limit) {
    process.awaitLine("^" + line, limit);
  }

  @Override
  public void close() {
    process.close();
  }
}
