package id.pantau.agent.selftest;

import id.pantau.agent.AgentSettings;
import id.pantau.agent.TrackerSettings;
import id.pantau.agent.board.Board;
import id.pantau.agent.nmea.DecoderSettings;
import id.pantau.agent.service.FolderLock;
import id.pantau.agent.vitals.Vitals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at each part of a tracker and tells what it finds, as it finds it. A tracker that is
 * running keeps its receiver and its pins, and is not disturbed.
 */
public final class Selftest {
  private final Path file;
  private final AgentSettings settings;
  private final Supplier<Board> board;
  private final InstantSource clock;
  private final Duration limit;

  /**
   * Nothing is looked at yet.
   *
   * @param file where the settings are from
   * @param board opens the pins; throws IllegalStateException when that cannot be
   * @param clock of the machine
   * @param limit so long a fix is waited for
   */
  public Selftest(
      Path file,
      AgentSettings settings,
      Supplier<Board> board,
      InstantSource clock,
      Duration limit) {
    this.file = file;
    this.settings = settings;
    this.board = board;
    this.clock = clock;
    this.limit = limit;
  }

  /** Takes seconds, or the limit and some seconds more. */
  public void run(Consumer<Finding> out) throws InterruptedException {
    TrackerSettings tracker = settings.tracker();
    out.accept(Finding.of(Saying.CONFIG_READ, file, tracker.device()));
    boolean running = FolderLock.isTaken(tracker.journalFolder());
    out.accept(
        running
            ? Finding.of(Saying.SERVICE_RUNNING, tracker.journalFolder())
            : Finding.of(Saying.SERVICE_STOPPED));
    new DiskCheck(tracker.journalFolder(), tracker.journal().quotaBytes()).run(out);
    Optional<Instant> satellites = Optional.empty();
    if (!running) {
      new BoardCheck(board).run(out);
      satellites = listen(out);
    }
    Instant machine = clock.instant();
    out.accept(ClockCheck.judge(machine, satellites, AgentSettings.built()));
    MachineCheck.supply(Vitals.power()).ifPresent(out);
    out.accept(MachineCheck.modem(Vitals.modem()));
    out.accept(broker(satellites.orElse(machine), running, out));
  }

  private Optional<Instant> listen(Consumer<Finding> out) throws InterruptedException {
    DecoderSettings decoding =
        settings.mendsWeekRollover()
            ? DecoderSettings.live(AgentSettings.built())
            : DecoderSettings.liveWithoutRollover();
    var gps = new GpsCheck(settings.port(), decoding, limit, settings.ublox().isPresent());
    gps.run(out);
    return gps.satelliteTime();
  }

  private Finding broker(Instant now, boolean running, Consumer<Finding> out) {
    TrackerSettings tracker = settings.tracker();
    boolean worthATry =
        tracker
            .tls()
            .map(files -> new CertificateCheck(tracker.device(), files, now).run(out))
            .orElse(true);
    return worthATry
        ? new BrokerCheck(tracker.device(), tracker.mqttUri(), tracker.tls(), !running).judge()
        : Finding.of(Saying.BROKER_SKIPPED);
  }
}
