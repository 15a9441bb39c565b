package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.sim.Recorder;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.agent.TlsFiles;
import id.pantau.agent.Tracker;
import id.pantau.agent.TrackerSettings;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.Health;
import id.pantau.workbench.Await;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.FaultyLink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Real trackers with their usual settings, each over a connection of its own whose bytes are
 * counted: two of three drive in real time, the third is parked. One thread drives them.
 */
final class CountedTrackers implements AutoCloseable {
  /**
   * A parked vehicle's seconds pass so much faster: it says something every ten minutes only, once
   * it has stood for long, as it has when the counted time begins.
   */
  static final int PARKED_SPEED_UP = 40;

  /** In the middle between two live positions, so that the counted time holds whole periods. */
  private static final int LEAD_S = 8;

  private static final int PARKED_EVERY = 3;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMillis(500);

  private final List<One> all;
  private final int seconds;

  /**
   * What passed the connections of some trackers, on average of them.
   *
   * @param pieces in how many pieces it came: about as many as there were packets with content
   */
  record Traffic(double bytes, double pieces) {
    Traffic times(double factor) {
      return new Traffic(bytes * factor, pieces * factor);
    }

    Traffic plus(Traffic other) {
      return new Traffic(bytes + other.bytes, pieces + other.pieces);
    }

    private Traffic minus(Traffic other) {
      return plus(other.times(-1));
    }
  }

  /**
   * What each thing costs, up and down.
   *
   * @param connect TLS with both certificates, and the subscriptions
   * @param start the events of a trip
   * @param health one report
   * @param driving the counted time
   * @param parked the counted time, and {@link #PARKED_SPEED_UP} times as much of the vehicle's
   */
  record Prices(Traffic connect, Traffic start, Traffic health, Traffic driving, Traffic parked) {}

  private CountedTrackers(List<One> all, int seconds) {
    this.all = all;
    this.seconds = seconds;
  }

  static CountedTrackers open(int count, Duration time, Path folder, Backbone backbone) {
    int seconds = Math.toIntExact(time.toSeconds());
    var drives = new Drives(2 * count);
    var trackers = new CountedTrackers(new ArrayList<>(), seconds);
    try {
      Iterator<SimVehicle> vehicles = drives.vehicles().iterator();
      while (trackers.all.size() < count) {
        SimVehicle vehicle = vehicles.next();
        Optional<List<Fix>> drive = drives.findDrive(vehicle, LEAD_S + seconds);
        if (drive.isPresent()) {
          boolean parked = trackers.all.size() % PARKED_EVERY == 0;
          trackers.all.add(One.open(vehicle.device(), parked, drive.get(), folder, backbone));
        }
      }
      return trackers;
    } catch (RuntimeException e) {
      trackers.close();
      throw e;
    }
  }

  /** Takes as long as the counted time and some seconds. */
  Prices measure() throws InterruptedException {
    Await.until("all are connected", SOON, () -> all.stream().allMatch(One::isConnected));
    awaitQuiet();
    Traffic connect = mean(all);
    Traffic start = costOf(One::startTrip);
    Traffic health = costOf(One::reportHealth);
    List<One> parked = all.stream().filter(one -> one.parked).toList();
    List<One> driving = all.stream().filter(one -> !one.parked).toList();
    pass(0, LEAD_S);
    Traffic drivingBefore = mean(driving);
    Traffic parkedBefore = mean(parked);
    pass(LEAD_S, LEAD_S + seconds);
    return new Prices(
        connect,
        start,
        health,
        mean(driving).minus(drivingBefore),
        mean(parked).minus(parkedBefore));
  }

  private Traffic costOf(Consumer<One> doing) {
    Traffic before = mean(all);
    all.forEach(doing);
    awaitQuiet();
    return mean(all).minus(before);
  }

  /** Until everything is named and nothing passes any more. */
  private void awaitQuiet() {
    var last =
        new Object() {
          Traffic traffic = mean(all);
          long nanos = System.nanoTime();
        };
    Await.until(
        "nothing passes any more",
        SOON,
        () -> {
          Traffic now = mean(all);
          if (!now.equals(last.traffic) || all.stream().anyMatch(one -> one.tracker.depth() > 0)) {
            last.traffic = now;
            last.nanos = System.nanoTime();
          }
          return System.nanoTime() - last.nanos >= QUIET.toNanos();
        });
  }

  private void pass(int from, int until) throws InterruptedException {
    long start = System.nanoTime();
    for (int second = from; second < until; second++) {
      for (One one : all) {
        one.tick(second);
      }
      waitUntil(start + TimeUnit.SECONDS.toNanos(second + 1 - from));
    }
  }

  private static void waitUntil(long nanos) throws InterruptedException {
    new CountDownLatch(1).await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private static Traffic mean(List<One> some) {
    Traffic sum = new Traffic(0, 0);
    for (One one : some) {
      sum = sum.plus(one.passed());
    }
    return sum.times(1.0 / some.size());
  }

  @Override
  public void close() {
    all.parallelStream().forEach(One::close);
  }

  /** One tracker. Owned by the thread that drives. */
  private static final class One {
    final boolean parked;
    final Tracker tracker;
    private final List<Fix> fixes;
    private final FaultyLink link;

    private One(boolean parked, List<Fix> fixes, FaultyLink link, Tracker tracker) {
      this.parked = parked;
      this.fixes = fixes;
      this.link = link;
      this.tracker = tracker;
    }

    static One open(
        DeviceId device, boolean parked, List<Fix> fixes, Path folder, Backbone backbone) {
      Credentials credentials = backbone.authority().device(device);
      FaultyLink link = FaultyLink.to(backbone.broker().port());
      var settings =
          TrackerSettings.of(
              device,
              folder.resolve("trackers").resolve(device.value()),
              "ssl://127.0.0.1:" + link.port(),
              new TlsFiles(
                  backbone.authority().certificateFile(),
                  credentials.certificateFile(),
                  credentials.keyFile()));
      return new One(parked, fixes, link, Tracker.open(settings));
    }

    boolean isConnected() {
      return tracker.isConnected();
    }

    Traffic passed() {
      return new Traffic(link.bytesUp() + link.bytesDown(), link.pieces());
    }

    /** What a tracker tells that is switched on and, later, off with the ignition. */
    void startTrip() {
      for (EventKind kind :
          List.of(
              EventKind.BOOT, EventKind.FIX_BACK, EventKind.IGNITION_ON, EventKind.IGNITION_OFF)) {
        Map<String, String> details =
            kind == EventKind.BOOT ? Map.of("version", "0.1.0") : Map.of();
        Fix first = fixes.getFirst();
        tracker.accept(new DeviceEvent(kind, first.fixTime(), first.at(), details));
      }
    }

    void reportHealth() {
      tracker.send(
          new Health(
              fixes.getFirst().fixTime(),
              "0.1.0",
              3,
              250L << 20,
              54.8,
              11,
              "fix-3d",
              true,
              Map.of("sentences", "123456", "refused-checksum", "12", "java", "21.0.9+10-LTS")));
    }

    void tick(int second) {
      if (parked) {
        stand(second);
      } else {
        drive(second);
      }
    }

    /** Not every second has a fix: there are trees and houses. */
    private void drive(int second) {
      long at = fixes.getFirst().fixTime().getEpochSecond() + second;
      fixes.stream()
          .filter(fix -> fix.fixTime().getEpochSecond() == at)
          .findAny()
          .ifPresent(tracker::accept);
    }

    private void stand(int second) {
      Fix first = fixes.getFirst();
      for (int i = 0; i < PARKED_SPEED_UP; i++) {
        Instant time = first.fixTime().plusSeconds((long) second * PARKED_SPEED_UP + i);
        tracker.accept(
            Recorder.withIgnition(
                new Fix(
                    time,
                    first.at(),
                    first.mode(),
                    0,
                    Double.NaN,
                    first.altitudeM(),
                    first.hdop(),
                    first.satellites(),
                    0),
                false));
      }
    }

    void close() {
      tracker.close();
      link.close();
    }
  }
}
