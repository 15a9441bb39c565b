package id.pantau.agent;

import id.pantau.agent.board.Board;
import id.pantau.agent.board.BoardWatch;
import id.pantau.agent.board.Lamp;
import id.pantau.agent.board.Signal;
import id.pantau.agent.nmea.Refusal;
import id.pantau.agent.remote.RemoteSettings;
import id.pantau.agent.ublox.Interference;
import id.pantau.agent.ublox.InterferenceWatch;
import id.pantau.agent.ublox.UbloxSetup;
import id.pantau.agent.vitals.Vitals;
import id.pantau.wire.Beat;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.Health;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What is done by the clock: looks at the inputs, tells events, lights the lamps, reports health.
 * All on one thread of its own.
 */
final class Housekeeping implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration STATE_EVERY = Duration.ofSeconds(1);
  private static final Duration FIRST_HEALTH = Duration.ofSeconds(5);

  /** What the start has left in the heap is given back when it is over, and then now and then. */
  private static final Duration FIRST_TIDYING = Duration.ofSeconds(45);

  private static final Duration TIDY_EVERY = Duration.ofHours(1);

  /** The first event waits for the time of the satellites, but not for ever. */
  private static final int BOOT_PATIENCE_S = 60;

  /** A report of all is three times as long as one of what changes, and each costs the vehicle. */
  private static final int FULL_EVERY = 12;

  private final ReportPace pace = new ReportPace();

  /** What is told at once when it changes. */
  private static final List<String> ALARMS = List.of("under-voltage", "slowed", "card-reserve");

  private static final Path CPU_TEMPERATURE = Path.of("/sys/class/thermal/thermal_zone0/temp");

  private final AgentVersion version;
  private final Tracker tracker;
  private final Receiver receiver;
  private final GnssClock clock;
  private final Board board;
  private final BoardWatch watch;
  private final RemoteSettings remote;
  private final Optional<UbloxSetup> setup;
  private final Optional<InterferenceWatch> interference;
  private final Vitals vitals;
  private final PowerCut power;
  private final MachineClock machineClock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "housekeeping");
            thread.setDaemon(true);
            return thread;
          });

  private Map<String, String> toldAlarms = Map.of();
  private int reportsSinceFull = FULL_EVERY;
  private Map<String, String> toldSettings = Map.of();
  private boolean toldInterference;
  private boolean hadFix;
  private boolean booted;
  private int seconds;

  Housekeeping(
      AgentVersion version,
      Tracker tracker,
      Receiver receiver,
      GnssClock clock,
      Board board,
      BoardWatch watch,
      RemoteSettings remote,
      Optional<UbloxSetup> setup,
      Optional<InterferenceWatch> interference,
      Vitals vitals,
      PowerCut power,
      MachineClock machineClock) {
    this.version = version;
    this.tracker = tracker;
    this.receiver = receiver;
    this.clock = clock;
    this.board = board;
    this.watch = watch;
    this.remote = remote;
    this.setup = setup;
    this.interference = interference;
    this.vitals = vitals;
    this.power = power;
    this.machineClock = machineClock;
  }

  void start(Duration healthEvery) {
    if (!board.inputs().isEmpty()) {
      every(BoardWatch.LOOK_EVERY, BoardWatch.LOOK_EVERY, watch::look);
    }
    every(STATE_EVERY, STATE_EVERY, this::lookAtState);
    Duration first = healthEvery.compareTo(FIRST_HEALTH) < 0 ? healthEvery : FIRST_HEALTH;
    every(first, healthEvery, this::reportWhatIsDue);
    // The collector alone lets the heap grow to its limit before it looks at what is old in it.
    every(FIRST_TIDYING, TIDY_EVERY, System::gc);
  }

  private void every(Duration first, Duration time, Runnable work) {
    executor.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) { // Else the executor would never call it again.
            LOG.log(Level.ERROR, "housekeeping failed", e);
          }
        },
        first.toMillis(),
        time.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** An input has changed. */
  void changed(Signal signal, boolean on) {
    switch (signal) {
      case IGNITION -> happened(on ? EventKind.IGNITION_ON : EventKind.IGNITION_OFF);
      case POWER_GOOD -> {
        // The hold-up has been at work since the level went, not since that counts.
        long settledFor = on ? 0 : Signal.POWER_GOOD.goneFor().toNanos();
        power.changed(on, System.nanoTime() - settledFor);
        happened(on ? EventKind.POWER_BACK : EventKind.POWER_LOST);
        tracker.recordNow();
      }
      case PANIC -> {
        if (on) {
          happened(EventKind.PANIC);
        }
      }
      case TAMPER -> {
        if (on) {
          happened(EventKind.TAMPER);
        }
      }
      case PRIVATE_MODE -> {} // Each fix carries it.
    }
  }

  private void happened(EventKind kind) {
    happened(kind, Map.of());
  }

  private void happened(EventKind kind, Map<String, String> details) {
    Fix last = receiver.newest();
    tracker.accept(
        new DeviceEvent(
            kind, clock.now().orElse(Instant.EPOCH), last == null ? null : last.at(), details));
    LOG.log(Level.INFO, "event kind={0}", kind.word());
  }

  private void lookAtState() {
    seconds++;
    boolean fix = receiver.hasFix();
    if (!booted && (clock.now().isPresent() || seconds >= BOOT_PATIENCE_S)) {
      booted = true;
      happened(EventKind.BOOT, Map.of("version", version.version()));
    }
    if (booted && fix != hadFix) {
      hadFix = fix;
      happened(fix ? EventKind.FIX_BACK : EventKind.FIX_LOST);
    }
    if (booted && tracker.uplink().sinceLastAck().isPresent()) {
      remote.proven();
    }
    if (!remote.report().equals(toldSettings)) {
      toldSettings = remote.report();
      report(true);
    }
    if (booted) {
      interference.flatMap(InterferenceWatch::latest).ifPresent(this::tellInterference);
    }
    lookAtPower();
    machineClock.look(clock.now(), fix, System.nanoTime());
    light(fix, seconds % 2 == 0);
  }

  /** That there is some is for the health report; that it takes the position away is told. */
  private void tellInterference(Interference now) {
    if (now.isBad() != toldInterference) {
      toldInterference = now.isBad();
      happened(EventKind.JAMMING, words(now));
    }
  }

  private static Map<String, String> words(Interference now) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("jamming", now.jamming().word());
    words.put("spoofing", now.spoofing().word());
    if (now.indicator() >= 0) {
      words.put("jamming-indicator", Integer.toString(now.indicator()));
    }
    words.values().removeIf(Interference.Jamming.UNKNOWN.word()::equals);
    return words;
  }

  private void lookAtPower() {
    long now = System.nanoTime();
    if (power.isDue(now)) {
      tracker.recordNow(); // What came since; the rest is committed when the system ends us.
      power.ask(now);
    }
    power.look(now);
  }

  private void light(boolean fix, boolean blink) {
    if (power.state() == PowerCut.State.ENDING) {
      board.light(Lamp.FIX, false);
      board.light(Lamp.LINK, false);
      board.light(Lamp.FAULT, true);
      return;
    }
    boolean powerLost = power.state() == PowerCut.State.LOST;
    boolean recordsWait = tracker.isBehind();
    board.light(Lamp.FIX, fix || blink);
    board.light(Lamp.LINK, tracker.isConnected() && (!recordsWait || blink));
    board.light(Lamp.FAULT, powerLost ? blink : receiver.state().equals("no-port"));
  }

  /** For {@code systemctl status}: what a technician asks first. */
  String line() {
    return "GPS: %s · %s · %d menunggu | waiting"
        .formatted(
            receiver.state(),
            tracker.isConnected() ? "tersambung | connected" : "TIDAK tersambung | NOT connected",
            tracker.depth());
  }

  private void reportWhatIsDue() {
    if (!tracker.uplink().isSparing()) {
      boolean full = isFullDue();
      report(full);
      if (full) {
        pace.reported(receiver.hasFix());
      }
      return;
    }
    switch (pace.next(tracker.isResting(), receiver.hasFix(), !alarms().equals(toldAlarms))) {
      case FULL -> report(true);
      case SHORT -> report(false);
      case BEAT -> tracker.send(beat());
      case NOTHING -> {}
    }
  }

  private Beat beat() {
    return new Beat(tracker.depth(), cpuTemperatureC(), satellites());
  }

  private int satellites() {
    Fix last = receiver.newest();
    return receiver.hasFix() && last != null ? Math.max(0, last.satellites()) : 0;
  }

  private boolean isFullDue() {
    return reportsSinceFull >= FULL_EVERY || !alarms().equals(toldAlarms);
  }

  private Map<String, String> alarms() {
    Map<String, String> found = new LinkedHashMap<>(vitals.latest());
    found.keySet().retainAll(ALARMS);
    return found;
  }

  /** The collector keeps the readings of a full report when a short one comes. */
  private void report(boolean full) {
    Map<String, String> told = alarms();
    tracker.send(health(full));
    reportsSinceFull++;
    // One that could not go is replaced by the next.
    if (full && tracker.isConnected() && !vitals.latest().isEmpty()) {
      reportsSinceFull = 1;
      toldAlarms = told;
    }
  }

  private Health health(boolean full) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("sentences", Long.toString(receiver.counts().accepted()));
    for (Refusal why : Refusal.values()) {
      long count = receiver.counts().refused(why);
      if (count > 0) {
        details.put("refused-" + why.word(), Long.toString(count));
      }
    }
    setup.ifPresent(ublox -> details.put("receiver-setup", ublox.state()));
    details.putAll(remote.report());
    if (full) {
      details.put("java", Runtime.version().toString());
      details.putAll(vitals.latest());
      interference.flatMap(InterferenceWatch::latest).ifPresent(now -> details.putAll(words(now)));
    }
    return new Health(
        clock.now().orElse(Instant.EPOCH),
        version.version(),
        tracker.depth(),
        tracker.journalBytesFree(),
        cpuTemperatureC(),
        satellites(),
        receiver.state(),
        clock.now().isPresent(),
        details);
  }

  /** NaN where the machine does not say. */
  private static double cpuTemperatureC() {
    try {
      return Integer.parseInt(Files.readString(CPU_TEMPERATURE).strip()) / 1e3;
    } catch (IOException | NumberFormatException notSaid) {
      return Double.NaN;
    }
  }
}
