package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.Reading;
import id.pantau.acceptance.sim.Receiver;
import id.pantau.acceptance.sim.Recorder;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.acceptance.sim.VehicleState;
import id.pantau.agent.ReportPace;
import id.pantau.agent.Tracker;
import id.pantau.agent.TrackerSettings;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.wire.Beat;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One vehicle that runs the agent's code from the assembled fix onward, with the network that its
 * place gives it. One thread ticks it.
 */
final class SimulatedTracker implements DemoTracker {
  private static final Duration HEALTH_EVERY = Duration.ofMinutes(5);

  /** All have told how they are soon after the start, but not all in the same second. */
  private static final int FIRST_HEALTH_WITHIN_S = 40;

  /** Smaller files than on a vehicle: the demo may have thousands of journals. */
  private static final JournalSettings JOURNAL =
      JournalSettings.DEFAULT.sized(64 * 1024, 16L * 1024 * 1024).keeping(256 * 1024);

  private final SimFleet fleet;
  private final SimVehicle vehicle;
  private final Receiver receiver;
  private final PatchyNetwork network;
  private final Tracker tracker;
  private final Optional<Instant> panicAt;
  private final ReportPace pace = new ReportPace();
  private boolean ignitionOn;
  private Instant nextHealth;
  private boolean pressed;

  private SimulatedTracker(
      SimFleet fleet,
      SimVehicle vehicle,
      PatchyNetwork network,
      Tracker tracker,
      Instant now,
      Optional<Instant> panicAt) {
    this.fleet = fleet;
    this.vehicle = vehicle;
    this.receiver = Receiver.in(fleet, vehicle);
    this.network = network;
    this.tracker = tracker;
    this.panicAt = panicAt;
    this.ignitionOn = fleet.at(vehicle, now).ignitionOn();
    this.nextHealth = now.plusSeconds(5 + vehicle.number() * 7L % FIRST_HEALTH_WITHIN_S);
  }

  /**
   * @param panicAt when its driver presses the panic button; empty = never
   * @param settings its identity and journal folder; the address is replaced by that of its link
   */
  static SimulatedTracker open(
      SimFleet fleet,
      SimVehicle vehicle,
      int brokerPort,
      TrackerSettings settings,
      Instant now,
      Optional<Instant> panicAt) {
    PatchyNetwork network = PatchyNetwork.to(brokerPort, fleet.roads().terrain());
    Tracker tracker =
        Tracker.open(
            settings.withMqttUri("ssl://127.0.0.1:" + network.port()).withJournal(JOURNAL));
    return new SimulatedTracker(fleet, vehicle, network, tracker, now, panicAt);
  }

  @Override
  public void tick(Instant second) {
    VehicleState state = fleet.at(vehicle, second);
    network.moveTo(state.at());
    Reading reading = receiver.at(second);
    if (reading instanceof Reading.Solved solved) {
      tracker.accept(Recorder.withIgnition(solved.fix(), state.ignitionOn()));
    }
    if (state.ignitionOn() != ignitionOn) {
      ignitionOn = state.ignitionOn();
      EventKind kind = ignitionOn ? EventKind.IGNITION_ON : EventKind.IGNITION_OFF;
      tracker.accept(new DeviceEvent(kind, second, state.at(), Map.of()));
    }
    if (!pressed && panicAt.filter(at -> !second.isBefore(at)).isPresent()) {
      pressed = true;
      tracker.accept(new DeviceEvent(EventKind.PANIC, second, state.at(), Map.of()));
    }
    if (!second.isBefore(nextHealth)) {
      nextHealth = second.plus(HEALTH_EVERY);
      report(health(reading, second), reading);
    }
  }

  private void report(Health health, Reading reading) {
    if (!tracker.uplink().isSparing()) {
      tracker.send(health);
      pace.reported(reading instanceof Reading.Solved);
      return;
    }
    switch (pace.next(tracker.isResting(), reading instanceof Reading.Solved, false)) {
      case FULL, SHORT -> tracker.send(health);
      case BEAT ->
          tracker.send(new Beat(tracker.depth(), health.cpuTemperatureC(), health.satellites()));
      case NOTHING -> {}
    }
  }

  private Health health(Reading reading, Instant second) {
    boolean solved = reading instanceof Reading.Solved;
    int used = reading instanceof Reading.Solved good ? good.used().size() : 0;
    double warm = 46 + 9 * Math.sin(second.getEpochSecond() / 14_000.0 + vehicle.number());
    return new Health(
        second,
        "0.1.0",
        tracker.depth(),
        tracker.journalBytesFree(),
        Math.round(warm * 10) / 10.0,
        used,
        solved ? "fix-3d" : "no-fix",
        true,
        Map.of());
  }

  @Override
  public void close() {
    tracker.close();
    network.close();
  }
}
