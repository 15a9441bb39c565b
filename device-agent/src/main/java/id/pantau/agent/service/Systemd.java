package id.pantau.agent.service;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What systemd wants to hear of a service of {@code Type=notify}: ready, alive, stopping. Silent
 * where there is no systemd.
 *
 * <p>Alive is told only when every part of the tracker has moved since it was last told. A tracker
 * that hangs in one of them is killed and started again; its journal keeps what was recorded.
 */
public final class Systemd implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Systemd.class.getName());

  /** Looked at so often within the time that systemd grants. */
  private static final int LOOKS = 6;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final Optional<Notifier> notifier;
  private final Optional<Duration> watchdog;
  private final Liveness liveness;
  private final Supplier<String> status;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "watchdog");

  // Owned by the thread, and by the starting one before.
  private String saidStatus = "";
  private boolean told = true;
  private boolean stuck;

  Systemd(
      Optional<Notifier> notifier,
      Optional<Duration> watchdog,
      Liveness liveness,
      Supplier<String> status) {
    this.notifier = notifier;
    this.watchdog = watchdog;
    this.liveness = liveness;
    this.status = status;
    thread.setDaemon(true);
  }

  /**
   * Who listens, by the environment that systemd gave us.
   *
   * @param liveness of all parts; each is named by now
   * @param status one line for {@code systemctl status}
   */
  public static Systemd of(
      Map<String, String> environment, Liveness liveness, Supplier<String> status) {
    return new Systemd(
        Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
            .filter(address -> !address.isEmpty())
            .map(Systemd::notifier),
        watchdog(environment),
        liveness,
        status);
  }

  private static Notifier notifier(String address) {
    return UnixDatagram.isAvailable()
        ? message -> UnixDatagram.send(address, message.getBytes(StandardCharsets.UTF_8))
        : new NotifyProgram("systemd-notify");
  }

  /** sd_watchdog_enabled(3): it is meant for us if it names our process, or none. */
  static Optional<Duration> watchdog(Map<String, String> environment) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    boolean ours = pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid()));
    return ours && micros.matches("[1-9]\\d{0,14}")
        ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000))
        : Optional.empty();
  }

  /** All is up. From now on systemd hears of us as long as all parts move. */
  public void ready() {
    if (notifier.isEmpty()) {
      return;
    }
    tell("READY=1");
    if (watchdog.isPresent()) {
      thread.start();
    }
  }

  /** We end because we were asked to. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(CLOSE_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tell("STOPPING=1");
  }

  private void run() {
    Duration granted = watchdog.orElseThrow();
    long lookEvery = Math.max(1, granted.toNanos() / LOOKS);
    try {
      while (!stop.await(lookEvery, TimeUnit.NANOSECONDS)) {
        if (liveness.takeIfAllTicked()) {
          stuck = false;
          tell("WATCHDOG=1" + changedStatus());
        } else if (!stuck) {
          sayWhoIsStuck(granted.dividedBy(2));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String changedStatus() {
    String line = status.get();
    if (line.equals(saidStatus)) {
      return "";
    }
    saidStatus = line;
    return "\nSTATUS=" + line;
  }

  /** Before systemd ends it: afterwards nobody can say where it hung. */
  private void sayWhoIsStuck(Duration limit) {
    for (Pulse pulse : liveness.stuckFor(limit)) {
      stuck = true;
      LOG.log(Level.ERROR, "stuck part={0} at={1}", pulse.name(), pulse.place());
    }
  }

  private void tell(String message) {
    if (notifier.isEmpty()) {
      return;
    }
    try {
      notifier.get().tell(message);
      told = true;
    } catch (IOException e) {
      if (told) {
        LOG.log(Level.WARNING, "systemd was not told: {0}", e.toString());
      }
      told = false;
    }
  }
}
