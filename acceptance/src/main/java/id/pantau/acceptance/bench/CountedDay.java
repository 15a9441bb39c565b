package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.sim.Reading;
import id.pantau.acceptance.sim.Receiver;
import id.pantau.acceptance.sim.Recorder;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.acceptance.sim.VehicleState;
import id.pantau.agent.ReportPace;
import id.pantau.agent.TlsFiles;
import id.pantau.agent.Tracker;
import id.pantau.agent.TrackerSettings;
import id.pantau.wire.Beat;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.wire.Health;
import id.pantau.workbench.Await;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.FaultyLink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A whole day of a simulated vehicle with a real tracker, its usual settings, and a connection
 * whose bytes are counted. Time passes as fast as it is handled: each second is given, recorded,
 * sent and answered before the next one begins, so nothing here depends on the machine. One thread.
 */
final class CountedDay implements AutoCloseable {
  /** How a tracker gets its power. */
  enum Supply {
    /** From the battery, so it is connected all day: the usual installation. */
    BATTERY,
    /** With the ignition. */
    IGNITION
  }

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final Duration REPORT_EVERY = Duration.ofMinutes(5);

  /** As a receiver that is not heard of is told after. */
  private static final Duration FIX_LOST_AFTER = Duration.ofSeconds(5);

  /** A parked vehicle is looked at so often; what it says does not change in between. */
  private static final Duration STANDING_STEP = Duration.ofSeconds(5);

  /** Shorter than this is a traffic light, and part of driving. */
  private static final Duration STOP = Duration.ofMinutes(3);

  /** So long after it moved, what it says is still of the drive: the last batch, the stop. */
  private static final Duration AFTERMATH = Duration.ofMinutes(25);

  private final Setup setup;
  private final Receiver receiver;
  private final Instant midnight;
  private final AtomicLong ticks = new AtomicLong();
  private final FaultyLink link;
  private @Nullable Tracker tracker;
  private ReportPace pace = new ReportPace();
  private boolean ignitionOn;
  private boolean hadFix = true;
  private Instant lastFix;
  private Instant nextReport;
  private int sentences;
  private int trips;

  /**
   * What is needed.
   *
   * @param midnight where the day begins
   */
  record Setup(
      SimFleet fleet,
      SimVehicle vehicle,
      Instant midnight,
      Supply supply,
      Path folder,
      Backbone backbone) {}

  /**
   * What was counted.
   *
   * @param connect TLS with both certificates, and the subscriptions
   * @param driving while the vehicle moved, and shortly after
   * @param drivenS how long it drove, with the traffic lights
   * @param trips how often the ignition was switched on
   * @param parked the rest
   * @param parkedS how long that was
   * @param longestSilenceS the longest time without a byte from the tracker
   */
  record Counted(
      Traffic connect,
      Traffic driving,
      long drivenS,
      int trips,
      Traffic parked,
      long parkedS,
      long longestSilenceS) {

    /** A day of which it moves for so long. */
    Traffic day(Duration driven) {
      double share = (double) driven.toSeconds() / drivenS;
      double rest = (double) (86_400 - driven.toSeconds()) / (86_400 - drivenS);
      return driving.times(share).plus(parked.times(rest));
    }
  }

  private CountedDay(Setup setup, FaultyLink link) {
    this.setup = setup;
    this.link = link;
    this.receiver = Receiver.in(setup.fleet(), setup.vehicle());
    this.midnight = setup.midnight();
    this.lastFix = midnight;
    this.nextReport = midnight;
    this.ignitionOn = setup.fleet().at(setup.vehicle(), midnight).ignitionOn();
    this.tracker = setup.supply() == Supply.BATTERY || ignitionOn ? openTracker() : null;
  }

  static Counted count(Setup setup) throws InterruptedException {
    try (var day = new CountedDay(setup, FaultyLink.to(setup.backbone().broker().port()))) {
      return day.live();
    }
  }

  private Tracker openTracker() {
    DeviceId device = setup.vehicle().device();
    Credentials own = setup.backbone().authority().device(device);
    var tls =
        new TlsFiles(
            setup.backbone().authority().certificateFile(), own.certificateFile(), own.keyFile());
    Path journal = setup.folder().resolve(setup.supply().name().toLowerCase(java.util.Locale.ROOT));
    Tracker opened =
        Tracker.open(
            TrackerSettings.of(
                    device, journal.resolve(device.value()), "ssl://127.0.0.1:" + link.port(), tls)
                .withTicks(ticks::get));
    Await.until("it is connected", SOON, opened::isConnected);
    return opened;
  }

  private Counted live() throws InterruptedException {
    awaitQuiet();
    Traffic connect = passed();
    if (tracker != null) { // It has been on since yesterday; that the collector knows.
      tell(EventKind.BOOT, midnight, setup.fleet().at(setup.vehicle(), midnight), Map.of());
    }
    Traffic driving = Traffic.NONE;
    Traffic parked = Traffic.NONE;
    Traffic before = connect;
    long drivenS = 0;
    long parkedS = 0;
    long bytesUp = link.bytesUp();
    long silentS = 0;
    long longestSilenceS = 0;
    Instant movedAt = Instant.EPOCH;
    Instant end = midnight.plus(Duration.ofDays(1));
    Instant now = midnight;
    while (now.isBefore(end)) {
      VehicleState state = setup.fleet().at(setup.vehicle(), now);
      pass(now, state);
      long stepS = state.ignitionOn() ? 1 : STANDING_STEP.toSeconds();
      if (state.isMoving()) {
        boolean wasDriving = now.isBefore(movedAt.plus(STOP));
        drivenS += wasDriving ? Duration.between(movedAt, now).toSeconds() : stepS;
        movedAt = now;
      }
      Traffic all = passed();
      if (now.isBefore(movedAt.plus(AFTERMATH))) {
        driving = driving.plus(all.minus(before));
      } else {
        parked = parked.plus(all.minus(before));
        parkedS += stepS;
      }
      before = all;
      long up = link.bytesUp();
      silentS = up == bytesUp ? silentS + stepS : 0;
      bytesUp = up;
      longestSilenceS = Math.max(longestSilenceS, silentS);
      now = now.plusSeconds(stepS);
    }
    awaitQuiet();
    parked = parked.plus(passed().minus(before));
    return new Counted(connect, driving, drivenS, trips, parked, parkedS, longestSilenceS);
  }

  /** One moment, with all that comes of it. */
  private void pass(Instant now, VehicleState state) throws InterruptedException {
    ticks.set(Duration.between(midnight, now).toNanos());
    supply(now, state);
    boolean switched = state.ignitionOn() != ignitionOn;
    ignitionOn = state.ignitionOn();
    trips += switched && ignitionOn ? 1 : 0;
    if (tracker == null) {
      return;
    }
    if (switched) {
      tell(ignitionOn ? EventKind.IGNITION_ON : EventKind.IGNITION_OFF, now, state, Map.of());
    }
    if (receiver.at(now) instanceof Reading.Solved solved) {
      sentences += 8;
      lastFix = now;
      on().accept(Recorder.withIgnition(solved.fix(), state.ignitionOn()));
    }
    boolean hasFix = now.isBefore(lastFix.plus(FIX_LOST_AFTER).plus(STANDING_STEP));
    if (hasFix != hadFix) {
      hadFix = hasFix;
      tell(hasFix ? EventKind.FIX_BACK : EventKind.FIX_LOST, now, state, Map.of());
    }
    if (!now.isBefore(nextReport)) {
      nextReport = now.plus(REPORT_EVERY);
      report(now, hasFix);
    }
    settle(now);
  }

  private void settle(Instant now) throws InterruptedException {
    if (tracker != null && !tracker.settle(SOON)) {
      throw new IllegalStateException(setup.vehicle().device() + " is not answered at " + now);
    }
  }

  /** Gives and takes the power, as the ignition does where the tracker hangs on it. */
  private void supply(Instant now, VehicleState state) throws InterruptedException {
    if (setup.supply() == Supply.BATTERY || state.ignitionOn() == ignitionOn) {
      return;
    }
    if (state.ignitionOn()) {
      tracker = openTracker();
      pace = new ReportPace();
      nextReport = now;
      tell(EventKind.BOOT, now, state, Map.of("version", "0.1.0"));
      tell(EventKind.FIX_BACK, now, state, Map.of());
    } else if (tracker != null) {
      tell(EventKind.IGNITION_OFF, now, state, Map.of());
      tell(EventKind.POWER_LOST, now, state, Map.of());
      settle(now);
      tracker.close();
      tracker = null;
    }
  }

  private void tell(EventKind kind, Instant now, VehicleState state, Map<String, String> details) {
    on().accept(new DeviceEvent(kind, now, state.at(), details));
  }

  /** As the program does it that holds a tracker. */
  private void report(Instant now, boolean hasFix) {
    Tracker open = on();
    switch (pace.next(open.isResting(), hasFix, false)) {
      case FULL -> open.send(health(now, hasFix, true));
      case SHORT -> open.send(health(now, hasFix, false));
      case BEAT -> {
        long before = link.bytesUp();
        open.send(new Beat(open.depth(), 54.8, hasFix ? 11 : 0));
        // Most beats are confirmed by nobody: without this, minutes of this day could pass before
        // the bytes of one are counted.
        Await.until("the beat is counted", SOON, () -> link.bytesUp() != before);
      }
      case NOTHING -> {}
    }
  }

  private Tracker on() {
    Tracker open = tracker;
    if (open == null) {
      throw new IllegalStateException("it is switched off");
    }
    return open;
  }

  private Health health(Instant now, boolean hasFix, boolean full) {
    Map<String, String> details = new HashMap<>();
    details.put("sentences", Integer.toString(1_000_000 + sentences));
    details.put("refused-checksum", "12");
    if (full) {
      details.putAll(MACHINE);
    }
    return new Health(
        now,
        "0.1.0",
        on().depth(),
        on().journalBytesFree(),
        54.8,
        hasFix ? 11 : 0,
        hasFix ? "fix-3d" : "no-fix",
        true,
        details);
  }

  /** All that a machine with everything tells. */
  private static final Map<String, String> MACHINE =
      Map.ofEntries(
          Map.entry("java", "25.0.1+8-LTS"),
          Map.entry("throttled-bits", "0"),
          Map.entry("under-voltage", "no"),
          Map.entry("slowed", "no"),
          Map.entry("supply-v", "5.08"),
          Map.entry("storage-free-mb", "24310"),
          Map.entry("storage-total-mb", "29580"),
          Map.entry("card-written-mb", "1204"),
          Map.entry("card-life-used-pct", "10"),
          Map.entry("card-reserve", "normal"),
          Map.entry("modem-state", "connected"),
          Map.entry("modem-signal-pct", "63"),
          Map.entry("modem-operator", "Telkomsel"),
          Map.entry("modem-radio", "lte"),
          Map.entry("modem-registration", "home"),
          Map.entry("clock-off-s", "0.01"),
          Map.entry("uptime-s", "864000"),
          Map.entry("load-1min", "0.04"),
          Map.entry("memory-free-mb", "310"),
          Map.entry("agent-memory-mb", "61"));

  private Traffic passed() {
    return new Traffic(link.bytesUp() + link.bytesDown(), link.pieces());
  }

  /** Until nothing passes any more. */
  private void awaitQuiet() {
    var last =
        new Object() {
          Traffic traffic = passed();
          long nanos = System.nanoTime();
        };
    Await.until(
        "nothing passes any more",
        SOON,
        () -> {
          Traffic now = passed();
          if (!now.equals(last.traffic)) {
            last.traffic = now;
            last.nanos = System.nanoTime();
          }
          return System.nanoTime() - last.nanos >= QUIET.toNanos();
        });
  }

  @Override
  public void close() {
    if (tracker != null) {
      tracker.close();
    }
    link.close();
  }
}
