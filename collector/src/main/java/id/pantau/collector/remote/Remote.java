package id.pantau.collector.remote;

import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Problem;
import id.pantau.wire.Command;
import id.pantau.wire.CommandCodec;
import id.pantau.wire.DesiredConfig;
import id.pantau.wire.DesiredConfigCodec;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What people ask of trackers. Safe for all threads. */
public final class Remote {
  /** A tracker that is not there now is not to do it when it comes back tomorrow. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Whoever looks says so again in this time, see {@link #look}. */
  private static final Duration WATCHED_FOR = Duration.ofSeconds(90);

  /** More viewers of one vehicle cause no more commands. */
  private static final Duration WATCH_AGAIN_AFTER = Duration.ofSeconds(30);

  private final Db db;
  private final Fleet fleet;
  private final Downlink downlink;
  private final InstantSource clock;
  private final Map<DeviceId, Instant> watched = new ConcurrentHashMap<>();

  public Remote(Db db, Fleet fleet, Downlink downlink, InstantSource clock) {
    this.db = db;
    this.fleet = fleet;
    this.downlink = downlink;
    this.clock = clock;
  }

  /**
   * Asks a tracker to do something now.
   *
   * @throws Problem 404 for an unknown tracker, 422 for arguments that no command can have, 503
   *     when the broker is away
   */
  public DeviceCommand command(
      Viewer by, String device, Command.Kind kind, Map<String, String> arguments) {
    int deviceNo = deviceNo(device);
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    Command command;
    try {
      command = new Command(id, kind, now.plus(PATIENCE), arguments);
    } catch (IllegalArgumentException e) {
      throw Problem.of(422, "command-wrong", String.valueOf(e.getMessage()));
    }
    // First the row: an answer must find its question.
    db.doAsService(session -> new RemoteStore(session).add(deviceNo, command, now, by.userName()));
    send(new DeviceId(device), Topics.Down.COMMAND, CommandCodec.encode(command), false);
    return listCommands(device).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /**
   * What this tracker was asked for, newest first, at most 50.
   *
   * @throws Problem 404 for an unknown tracker
   */
  public List<DeviceCommand> listCommands(String device) {
    int deviceNo = deviceNo(device);
    return db.asService(
        session -> new RemoteStore(session).listCommands(deviceNo, clock.instant()));
  }

  /**
   * What this tracker is to use and what it uses.
   *
   * @throws Problem 404 for an unknown tracker
   */
  public DeviceConfig config(String device) {
    int deviceNo = deviceNo(device);
    return db.asService(session -> new RemoteStore(session).config(deviceNo));
  }

  /**
   * Wants these settings and no others of a tracker, now or when it connects.
   *
   * @throws Problem 404 for an unknown tracker, 422 for values that no settings can have, 503 when
   *     the broker is away
   */
  public DeviceConfig configure(Viewer by, String device, Map<String, String> values) {
    int deviceNo = deviceNo(device);
    try {
      new DesiredConfig(1, values);
    } catch (IllegalArgumentException e) {
      throw Problem.of(422, "config-wrong", String.valueOf(e.getMessage()));
    }
    int version =
        db.asService(
            session ->
                new RemoteStore(session)
                    .addConfig(deviceNo, values, clock.instant(), by.userName()));
    byte[] payload = DesiredConfigCodec.encode(new DesiredConfig(version, values));
    send(new DeviceId(device), Topics.Down.CONFIG, payload, true);
    return config(device);
  }

  /**
   * Somebody has this vehicle before them: for a minute and a half its tracker tells every second
   * where it is.
   *
   * @throws Problem 404 for a vehicle that this viewer cannot see
   */
  public void look(Viewer viewer, int vehicleId) {
    Vehicle vehicle =
        fleet.findVehicle(viewer, vehicleId).orElseThrow(() -> Problem.of(404, "no-such-vehicle"));
    Optional<DeviceId> device = vehicle.deviceId().map(DeviceId::new);
    device.filter(this::isDue).ifPresent(this::watch);
  }

  private boolean isDue(DeviceId device) {
    Instant now = clock.instant();
    boolean[] due = new boolean[1];
    watched.compute(
        device,
        (id, last) -> {
          due[0] =
              last == null || !now.isBefore(last.plus(WATCH_AGAIN_AFTER)) || now.isBefore(last);
          return due[0] ? now : last;
        });
    return due[0];
  }

  /** Not kept: there are thousands a day, and it is nobody's doing. */
  private void watch(DeviceId device) {
    var command =
        new Command(
            UUID.randomUUID().toString(),
            Command.Kind.WATCH,
            clock.instant().plus(PATIENCE),
            Map.of("seconds", Long.toString(WATCHED_FOR.toSeconds())));
    if (!downlink.send(device, Topics.Down.COMMAND, CommandCodec.encode(command), false)) {
      watched.remove(device);
    }
  }

  private int deviceNo(String device) {
    return db.asService(session -> new RemoteStore(session).findDeviceNo(device))
        .orElseThrow(() -> Problem.of(404, "no-such-device", device));
  }

  private void send(DeviceId device, Topics.Down lane, byte[] payload, boolean kept) {
    if (!downlink.send(device, lane, payload, kept)) {
      throw Problem.of(503, "broker-away");
    }
  }
}
