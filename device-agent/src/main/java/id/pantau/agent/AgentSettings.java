package id.pantau.agent;

import id.pantau.agent.driving.DrivingSettings;
import id.pantau.agent.identity.Identity;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.agent.motion.ThinningSettings;
import id.pantau.agent.serial.PortSettings;
import id.pantau.agent.ublox.UbloxSettings;
import id.pantau.wire.DeviceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tracker is told by its configuration file.
 *
 * @param tracker everything behind the receiver
 * @param ublox how a u-blox receiver is set up; empty = whatever it is, it is left as it is
 * @param mendsWeekRollover whether a date of 1024 weeks ago is mended
 * @param usesGpio whether the pins of the board are used
 * @param power what happens when the vehicle's power goes
 * @param clock whether the machine's clock is set by the satellites
 * @param ledgerFile where the oracle of tests reads what was committed
 */
public record AgentSettings(
    TrackerSettings tracker,
    PortSettings port,
    Optional<UbloxSettings> ublox,
    boolean mendsWeekRollover,
    boolean usesGpio,
    PowerSettings power,
    ClockSettings clock,
    Duration healthEvery,
    Optional<Path> ledgerFile) {
  public static final Duration HEALTH_EVERY = Duration.ofMinutes(5);

  /**
   * Reads and checks the file.
   *
   * @throws ConfigFile.Problem with a sentence for the technician
   */
  public static AgentSettings read(Path path) {
    return read(path, Map.of());
  }

  /**
   * The same with other values for some keys.
   *
   * @throws ConfigFile.Problem with a sentence for the technician
   */
  static AgentSettings read(Path path, Map<String, String> others) {
    ConfigFile file = ConfigFile.read(path).with(others);
    AgentSettings settings;
    try {
      file = enrolled(file);
      settings = read(file);
    } catch (IllegalArgumentException e) {
      throw file.refused("tidak dapat dipakai | cannot be used", e);
    }
    file.refuseUnknown();
    return settings;
  }

  /**
   * What an enrolment needs to know, of a file that may say little yet.
   *
   * @param device what the file calls us
   * @param server the command centre's door for trackers without a certificate
   */
  public record Enrolling(
      Optional<DeviceId> device, TlsFiles files, Optional<String> server, Path journalFolder) {}

  /**
   * Reads only that.
   *
   * @throws ConfigFile.Problem with a sentence for the technician
   */
  public static Enrolling readEnrolling(Path path) {
    ConfigFile file = ConfigFile.read(path);
    try {
      return new Enrolling(
          file.find("device").map(DeviceId::new),
          tls(file),
          file.find("enrolment.server"),
          file.getPath("journal.folder"));
    } catch (IllegalArgumentException e) {
      throw file.refused("device", e);
    }
  }

  /** What the file leaves open, an enrolment has written down beside the certificate. */
  private static ConfigFile enrolled(ConfigFile file) {
    Path told = tls(file).certificateFile().resolveSibling(Identity.ENROLLED);
    return Files.exists(told) ? file.orElse(ConfigFile.read(told)) : file;
  }

  private static TlsFiles tls(ConfigFile file) {
    return new TlsFiles(
        file.getPath("mqtt.ca-file"),
        file.getPath("mqtt.certificate-file"),
        file.getPath("mqtt.key-file"));
  }

  /** When this program was built: no true time is before it. */
  public static Instant built() {
    return AgentVersion.get().built();
  }

  private static AgentSettings read(ConfigFile file) {
    file.find("enrolment.server"); // of pantau-agent enrol
    TrackerSettings tracker =
        TrackerSettings.of(
                new DeviceId(file.get("device")),
                file.getPath("journal.folder"),
                file.get("mqtt.uri"),
                tls(file))
            .withLiveEvery(file.getDuration("reporting.live-every", TrackerSettings.LIVE_EVERY))
            .withBatches(
                file.getInt("reporting.batch-records", TrackerSettings.BATCH_RECORDS),
                file.getDuration("reporting.batch-after", TrackerSettings.BATCH_AFTER))
            .withJournal(journal(file));
    tracker = driven(file, thinned(file, tracker));
    boolean rollover =
        switch (file.find("gnss.week-rollover").orElse("mend")) {
          case "mend" -> true;
          case "keep" -> false;
          default -> throw file.wrong("gnss.week-rollover", "mend, keep");
        };
    boolean gpio =
        switch (file.find("gpio").orElse("none")) {
          case "none" -> false;
          case "raspberry-pi" -> true;
          default -> throw file.wrong("gpio", "none, raspberry-pi");
        };
    return new AgentSettings(
        tracker,
        new PortSettings(file.get("gnss.port"), rates(file)),
        ublox(file),
        rollover,
        gpio,
        new PowerSettings(
            file.getDuration("power.shutdown-after", PowerSettings.SHUTDOWN_AFTER),
            file.findPath("power.request-file").orElse(PowerSettings.REQUEST_FILE)),
        clock(file),
        file.getDuration("reporting.health-every", HEALTH_EVERY),
        file.findPath("ledger-file"));
  }

  private static ClockSettings clock(ConfigFile file) {
    boolean follows =
        switch (file.find("clock.set").orElse("satellites")) {
          case "satellites" -> true;
          case "never" -> false;
          default -> throw file.wrong("clock.set", "satellites, never");
        };
    return new ClockSettings(
        follows, file.findPath("clock.request-file").orElse(ClockSettings.REQUEST_FILE));
  }

  private static Optional<UbloxSettings> ublox(ConfigFile file) {
    int rateHz = file.getInt("gnss.rate-hz", 1);
    return switch (file.find("gnss.receiver").orElse("any")) {
      case "any" -> Optional.empty();
      case "u-blox" -> Optional.of(new UbloxSettings(rateHz));
      default -> throw file.wrong("gnss.receiver", "any, u-blox");
    };
  }

  private static List<Integer> rates(ConfigFile file) {
    return file.find("gnss.baud").orElse("auto").equals("auto")
        ? PortSettings.USUAL_RATES
        : List.of(file.getInt("gnss.baud", 0));
  }

  private static JournalSettings journal(ConfigFile file) {
    JournalSettings standard = JournalSettings.DEFAULT;
    long quotaMb = file.getInt("journal.quota-mb", (int) (standard.quotaBytes() >> 20));
    return standard
        .sized(standard.segmentBytes(), quotaMb << 20)
        .committing(
            file.getInt("journal.commit-records", standard.commitRecords()),
            file.getDuration("journal.commit-after", standard.commitAfter()));
  }

  private static TrackerSettings thinned(ConfigFile file, TrackerSettings tracker) {
    ThinningSettings standard = ThinningSettings.DEFAULT;
    var settings =
        new ThinningSettings(
            file.getDouble("thinning.epsilon-m", standard.epsilonM()),
            file.getDuration("thinning.max-gap", standard.maxGap()));
    return file.getBoolean("thinning.enabled", true)
        ? tracker.withThinning(settings)
        : tracker.withoutThinning();
  }

  private static TrackerSettings driven(ConfigFile file, TrackerSettings tracker) {
    DrivingSettings standard = DrivingSettings.DEFAULT;
    var settings =
        new DrivingSettings(
            file.getDouble("driving.overspeed-kmh", standard.overspeedKmh()),
            file.getDuration("driving.overspeed-after", standard.overspeedAfter()),
            file.getDuration("driving.idling-after", standard.idlingAfter()),
            file.getDouble("driving.braking-ms2", standard.brakingMs2()),
            file.getDouble("driving.acceleration-ms2", standard.accelerationMs2()),
            file.getDouble("driving.fence-m", standard.fenceM()),
            file.getDuration("driving.trip-end-after", standard.tripEndAfter()));
    return file.getBoolean("driving.enabled", true)
        ? tracker.withDriving(settings)
        : tracker.withoutDriving();
  }
}
