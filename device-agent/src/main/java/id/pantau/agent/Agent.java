package id.pantau.agent;

import id.pantau.agent.board.Board;
import id.pantau.agent.board.BoardWatch;
import id.pantau.agent.board.Lamp;
import id.pantau.agent.board.PiBoard;
import id.pantau.agent.board.Signal;
import id.pantau.agent.identity.Identity;
import id.pantau.agent.journal.CommitLedger;
import id.pantau.agent.nmea.DecoderSettings;
import id.pantau.agent.remote.RemoteSettings;
import id.pantau.agent.serial.BeatingListener;
import id.pantau.agent.serial.NmeaPort;
import id.pantau.agent.serial.PortListener;
import id.pantau.agent.service.FolderLock;
import id.pantau.agent.service.Liveness;
import id.pantau.agent.service.Systemd;
import id.pantau.agent.ublox.InterferenceWatch;
import id.pantau.agent.ublox.UbloxSetup;
import id.pantau.agent.vitals.Vitals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tracker as a program: {@code java … id.pantau.agent.Agent agent.yaml}. */
public final class Agent implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Agent.class.getName());

  /** sysexits.h: the configuration is wrong, a restart does not help. */
  private static final int EXIT_CONFIG = 78;

  private static final int EXIT_UNAVAILABLE = 69;

  /** In the folder of the journal. */
  private static final String SETTINGS = "settings-of-the-office";

  /** sysexits.h: to be started again. */
  private static final int EXIT_AGAIN = 75;

  private final Board board;
  private final Tracker tracker;
  private final Line line;
  private final Housekeeping housekeeping;
  private final Vitals vitals;

  /** Where the words of a receiver come from. */
  interface Line {
    /** After that the listener hears nothing. */
    void close();
  }

  /**
   * What the collector may ask of this machine.
   *
   * @param appliance made for the clock of the receiver
   */
  record Office(RemoteSettings settings, Function<GnssClock, Appliance> appliance) {}

  private Agent(Board board, Tracker tracker, Line line, Housekeeping housekeeping, Vitals vitals) {
    this.board = board;
    this.tracker = tracker;
    this.line = line;
    this.housekeeping = housekeeping;
    this.vitals = vitals;
  }

  /**
   * Starts everything.
   *
   * @param liveness gets the parts {@code journal}, {@code uplink} and {@code serial}
   * @param opener begins to tell the listener what the receiver says
   */
  static Agent start(
      AgentSettings settings,
      Board board,
      Liveness liveness,
      Office office,
      Function<PortListener, Line> opener) {
    AgentVersion version = AgentVersion.get();
    CommitLedger ledger =
        settings.ledgerFile().<CommitLedger>map(FileLedger::new).orElse(CommitLedger.NONE);
    var clock = new GnssClock();
    Tracker tracker =
        Tracker.open(
            settings.tracker().withLedger(ledger), liveness, office.appliance().apply(clock));
    // The watch tells the housekeeping, which needs the receiver, which needs the watch.
    var told = new AtomicReference<@Nullable Housekeeping>();
    var watch =
        new BoardWatch(
            board,
            (signal, on) -> {
              Housekeeping keeper = told.get();
              if (keeper != null) {
                keeper.changed(signal, on);
              }
            });
    DecoderSettings decoding =
        settings.mendsWeekRollover()
            ? DecoderSettings.live(version.built())
            : DecoderSettings.liveWithoutRollover();
    var receiver = new Receiver(decoding, clock, watch, tracker::accept);
    Optional<UbloxSetup> setup = settings.ublox().map(how -> new UbloxSetup(how, receiver));
    Optional<InterferenceWatch> interference =
        setup.map(ublox -> new InterferenceWatch(ublox::isOver, InterferenceWatch.EVERY, ublox));
    PortListener listener = interference.isPresent() ? interference.get() : receiver;
    var vitals = Vitals.of(settings.tracker().journalFolder(), clock::now, InstantSource.system());
    vitals.start(settings.healthEvery());
    var housekeeping =
        new Housekeeping(
            version,
            tracker,
            receiver,
            clock,
            board,
            watch,
            office.settings(),
            setup,
            interference,
            vitals,
            new PowerCut(settings.power()),
            MachineClock.of(settings.clock(), version.built()));
    told.set(housekeeping);
    housekeeping.start(settings.healthEvery());
    Line line = opener.apply(new BeatingListener(listener, liveness.pulse("serial")::tick));
    return new Agent(board, tracker, line, housekeeping, vitals);
  }

  Tracker tracker() {
    return tracker;
  }

  /** From the receiver on: what it has said is recorded and committed. */
  @Override
  public void close() {
    housekeeping.close();
    vitals.close();
    line.close();
    tracker.close();
    board.close();
  }

  /** Those of the file on the device, and what the office wants instead. */
  private static AgentSettings withOffice(Path file, RemoteSettings remote) {
    remote.starting();
    try {
      return AgentSettings.read(file, remote.inUse());
    } catch (ConfigFile.Problem e) {
      remote.takeBack(String.valueOf(e.getMessage()));
      return AgentSettings.read(file);
    }
  }

  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("Pemakaian | Usage: Agent agent.yaml");
      System.exit(EXIT_CONFIG);
    }
    EarlyTls.begin();
    Service service;
    try {
      service =
          Service.start(
              Path.of(arguments[0]),
              System.getenv(),
              (settings, listener) -> {
                var port = new NmeaPort(settings.port(), listener);
                port.start();
                return port::close;
              });
    } catch (ConfigFile.Problem e) {
      System.err.println(e.getMessage());
      System.exit(EXIT_CONFIG);
      return;
    } catch (UncheckedIOException | IllegalStateException e) {
      LOG.log(Level.ERROR, "the tracker cannot start: " + e.getMessage(), e);
      System.exit(EXIT_UNAVAILABLE);
      return;
    }
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  ended.countDown();
                },
                "shutdown"));
    System.out.println("agent ready");
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A tracker that has its journal for itself, and whom systemd hears of. */
  record Service(Agent agent, Systemd systemd, FolderLock journal) implements AutoCloseable {
    /**
     * Starts as the configuration says.
     *
     * @param environment what systemd gave us
     * @param line opens what the receiver speaks over
     * @throws ConfigFile.Problem with a sentence for the technician
     * @throws IllegalStateException when something of the machine cannot be had
     */
    static Service start(
        Path file,
        Map<String, String> environment,
        BiFunction<AgentSettings, PortListener, Line> line) {
      LogRing log = LogRing.install();
      finishEnrolment(file);
      var liveness = new Liveness();
      Path folder = AgentSettings.read(file).tracker().journalFolder();
      FolderLock journal = FolderLock.take(folder);
      RemoteSettings remote = RemoteSettings.open(folder.resolve(SETTINGS));
      AgentSettings settings = withOffice(file, remote);
      Board board =
          settings.usesGpio()
              ? PiBoard.open(EnumSet.allOf(Signal.class), EnumSet.allOf(Lamp.class))
              : Board.none();
      Agent agent =
          Agent.start(
              settings,
              board,
              liveness,
              new Office(
                  remote,
                  clock -> new Machine(clock, log, remote, file, () -> System.exit(EXIT_AGAIN))),
              listener -> line.apply(settings, listener));
      var systemd = Systemd.of(environment, liveness, agent.housekeeping::line);
      systemd.ready();
      return new Service(agent, systemd, journal);
    }

    /** What a power cut has interrupted, before anybody reads the name or the key. */
    private static void finishEnrolment(Path file) {
      AgentSettings.Enrolling settings = AgentSettings.readEnrolling(file);
      if (!Identity.isTogether(settings.files())) {
        return; // brought by hand, from several folders: nothing of it is ever staged
      }
      try {
        Identity.of(settings.files()).repair();
      } catch (IOException e) {
        LOG.log(Level.ERROR, "an enrolment that was interrupted cannot be finished", e);
      }
    }

    @Override
    public void close() {
      systemd.close();
      agent.close();
      journal.close();
    }
  }
}
