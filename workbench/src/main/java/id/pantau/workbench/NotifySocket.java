package id.pantau.workbench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The socket on which systemd listens to its services: Unix datagrams, which Java cannot receive,
 * by the Perl that every Debian has. (socat keeps the file descriptor by which systemd-notify waits
 * until it was heard.)
 */
public final class NotifySocket implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private static final String RECEIVER =
      """
      $| = 1;
      socket(S, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!";
      bind(S, pack_sockaddr_un($ARGV[0])) or die "bind: $!";
      chmod 0666, $ARGV[0];
      while (defined recv(S, $said, 4096, 0)) {
        $said =~ s/\\n*$/\\n/;
        print $said;
      }
      """;

  private final Path path;
  private final ChildProcess process;

  private NotifySocket(Path path, ChildProcess process) {
    this.path = path;
    this.process = process;
  }

  /** Makes the socket {@code notify} in this folder. */
  public static NotifySocket open(Path folder) {
    Path path = folder.toAbsolutePath().resolve("notify");
    ChildProcess started =
        ChildProcess.start(
            Program.of(
                "notify",
                folder.resolve("notify.log"),
                List.of("perl", "-MSocket", "-e", RECEIVER, path.toString())));
    Await.until("somebody listens at " + path, START_LIMIT, () -> path.toFile().exists());
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
