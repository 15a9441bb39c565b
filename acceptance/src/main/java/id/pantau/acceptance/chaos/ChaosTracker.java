package id.pantau.acceptance.chaos;

import id.pantau.acceptance.chain.AgentProcess;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.SerialFeed;
import id.pantau.acceptance.sim.Laps;
import id.pantau.acceptance.sim.LineDamager;
import id.pantau.acceptance.sim.NmeaWriter;
import id.pantau.wire.DeviceId;
import id.pantau.wire.LatLon;
import id.pantau.workbench.FaultyLink;
import id.pantau.workbench.PseudoSerial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A vehicle in the chaos: receiver, serial line, tracker, mobile network. */
final class ChaosTracker implements AutoCloseable {
  /** One in so many sentences is damaged. */
  private static final double DAMAGED = 0.01;

  /** A second of driving in so little time: many records for the faults to meet. */
  private static final Duration EPOCH = Duration.ofMillis(50);

  private static final LatLon RING = new LatLon(-8.65, 116.53);
  private static final double RINGS_APART_DEG = 0.02;

  private final AgentProcess.Setup setup;
  private final PseudoSerial line;
  private final FaultyLink link;
  private final AgentProcess agent;
  private final SerialFeed feed;

  private ChaosTracker(
      AgentProcess.Setup setup,
      PseudoSerial line,
      FaultyLink link,
      AgentProcess agent,
      SerialFeed feed) {
    this.setup = setup;
    this.line = line;
    this.link = link;
    this.agent = agent;
    this.feed = feed;
  }

  /**
   * Puts a vehicle on the road.
   *
   * @param start what its satellites say at the beginning
   */
  static ChaosTracker start(Backbone backbone, Path folder, int number, Instant start, long seed) {
    var device = new DeviceId("chaos-" + number);
    Path own = folder.resolve(device.value());
    PseudoSerial line = PseudoSerial.open(own, "gps0");
    FaultyLink link = FaultyLink.to(backbone.broker().port());
    var setup =
        new AgentProcess.Setup(
            device, line.devicePath(), link.port(), own, false, Duration.ofSeconds(1));
    try {
      AgentProcess agent = AgentProcess.start(setup, backbone);
      var drive = new Laps(new LatLon(RING.lat(), RING.lon() + number * RINGS_APART_DEG), start);
      var damager = new LineDamager(seed + number, DAMAGED);
      SerialFeed feed =
          SerialFeed.start(
              line, second -> damager.damage(NmeaWriter.write(drive.at(second))), EPOCH);
      return new ChaosTracker(setup, line, link, agent, feed);
    } catch (RuntimeException e) {
      link.close();
      line.close();
      throw e;
    }
  }

  DeviceId device() {
    return setup.device();
  }

  FaultyLink link() {
    return link;
  }

  AgentProcess agent() {
    return agent;
  }

  /** What the tracker has committed so far. */
  List<Seen> committed() {
    return Ledger.read(setup.device(), setup.ledger());
  }

  /** The vehicle stops sending; what is in the line is still read. */
  void endOfDrive() {
    feed.close();
  }

  @Override
  public void close() {
    feed.close();
    agent.close();
    link.close();
    line.close();
  }
}
