package id.pantau.acceptance.demo;

import id.pantau.acceptance.chain.AgentProcess;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.sim.LineDamager;
import id.pantau.acceptance.sim.NmeaWriter;
import id.pantau.acceptance.sim.Receiver;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.workbench.PseudoSerial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One vehicle that runs the whole tracker as in a real one: a receiver writes NMEA at 9600 baud
 * into a serial line, not without faults, and the agent reads it as a process of its own.
 *
 * <p>Nobody waits for it: a thread of its own starts the agent, writes the line, and starts both
 * again when one of them ends. The ignition is not wired.
 */
final class SerialTracker implements DemoTracker {
  private static final System.Logger LOG = System.getLogger(SerialTracker.class.getName());
  private static final int BAUD = 9_600;

  /** One in so many sentences is damaged: an engine bay is no laboratory. */
  private static final double DAMAGED = 0.01;

  /** As systemd does on the vehicle. */
  private static final Duration RESTART_AFTER = Duration.ofSeconds(5);

  private static final Duration LIVE_EVERY = Duration.ofSeconds(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

  private final SimFleet fleet;
  private final SimVehicle vehicle;
  private final Backbone backbone;
  private final Path folder;
  private final Receiver receiver;
  private final LineDamager damager;
  private final PatchyNetwork network;

  /** One, because a line that is still busy loses what comes next. */
  private final BlockingQueue<Instant> seconds = new ArrayBlockingQueue<>(1);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private SerialTracker(SimFleet fleet, SimVehicle vehicle, Backbone backbone, Path folder) {
    this.fleet = fleet;
    this.vehicle = vehicle;
    this.backbone = backbone;
    this.folder = folder;
    this.receiver = Receiver.in(fleet, vehicle);
    this.damager = new LineDamager(vehicle.number(), DAMAGED);
    this.network = PatchyNetwork.to(backbone.broker().port(), fleet.roads().terrain());
    this.thread = new Thread(this::run, "serial-" + vehicle.device());
    thread.setDaemon(true);
  }

  /**
   * Begins to switch it on.
   *
   * @param folder for its line, configuration and journal; the journal outlasts us
   */
  static SerialTracker open(SimFleet fleet, SimVehicle vehicle, Backbone backbone, Path folder) {
    var tracker = new SerialTracker(fleet, vehicle, backbone, folder);
    tracker.thread.start();
    return tracker;
  }

  @Override
  public void tick(Instant second) {
    network.moveTo(fleet.at(vehicle, second).at());
    seconds.offer(second);
  }

  private void run() {
    try {
      while (stop.getCount() > 0) {
        try {
          ride();
        } catch (RuntimeException | AssertionError e) { // The others must go on.
          LOG.log(
              System.Logger.Level.ERROR,
              "a tracker on a serial line ended, starting it again device=" + vehicle.device(),
              e);
          stop.await(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until we stop, or something ends that should not. */
  private void ride() throws InterruptedException {
    try (PseudoSerial line = PseudoSerial.open(folder, "gps0");
        AgentProcess agent =
            AgentProcess.startLasting(
                new AgentProcess.Setup(
                    vehicle.device(), line.devicePath(), network.port(), folder, true, LIVE_EVERY),
                backbone)) {
      seconds.clear(); // what the receiver said before anybody listened
      while (stop.getCount() > 0) {
        Instant second = seconds.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (second != null) {
          line.writePaced(damager.damage(NmeaWriter.write(receiver.at(second))), BAUD);
        }
        if (!agent.isRunning()) {
          throw new IllegalStateException("the agent ended; it said:\n" + agent.tail());
        }
      }
    }
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    network.close();
  }
}
