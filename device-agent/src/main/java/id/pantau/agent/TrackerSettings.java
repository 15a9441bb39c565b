package id.pantau.agent;

import id.pantau.agent.driving.DrivingSettings;
import id.pantau.agent.journal.CommitLedger;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.agent.motion.ThinningSettings;
import id.pantau.wire.DeviceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a tracker needs to know; begin with {@link #of} and change what differs.
 *
 * @param journalFolder where records are kept; belongs to this tracker alone
 * @param mqttUri {@code ssl://host:port}
 * @param tls our identity; empty only for a broker without TLS in a laboratory
 * @param liveEvery how often the newest position goes out while the vehicle moves
 * @param thinning empty = every fix of a moving vehicle is recorded
 * @param driving when something is worth telling; empty = nothing is told from the fixes
 * @param batchRecords so many positions travel together
 * @param batchAfter no position waits longer for others
 * @param ledger the oracle of tests
 * @param ticks nanoseconds that pass, as {@link System#nanoTime} has them; a measurement lets a day
 *     pass in seconds
 */
public record TrackerSettings(
    DeviceId device,
    Path journalFolder,
    String mqttUri,
    Optional<TlsFiles> tls,
    Duration liveEvery,
    Optional<ThinningSettings> thinning,
    Optional<DrivingSettings> driving,
    JournalSettings journal,
    int batchRecords,
    Duration batchAfter,
    CommitLedger ledger,
    LongSupplier ticks) {
  /** Nobody is looking. */
  public static final Duration LIVE_EVERY = Duration.ofSeconds(15);

  /** More than a thinned track has in the time after which they go anyway. */
  public static final int BATCH_RECORDS = 60;

  public static final Duration BATCH_AFTER = Duration.ofMinutes(10);

  public TrackerSettings {
    if (liveEvery.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException("liveEvery " + liveEvery);
    }
  }

  public static TrackerSettings of(
      DeviceId device, Path journalFolder, String mqttUri, TlsFiles tls) {
    return new TrackerSettings(
        device,
        journalFolder,
        mqttUri,
        Optional.of(tls),
        LIVE_EVERY,
        Optional.of(ThinningSettings.DEFAULT),
        Optional.of(DrivingSettings.DEFAULT),
        JournalSettings.DEFAULT,
        BATCH_RECORDS,
        BATCH_AFTER,
        CommitLedger.NONE,
        System::nanoTime);
  }

  public TrackerSettings withMqttUri(String uri) {
    return new TrackerSettings(
        device,
        journalFolder,
        uri,
        tls,
        liveEvery,
        thinning,
        driving,
        journal,
        batchRecords,
        batchAfter,
        ledger,
        ticks);
  }

  public TrackerSettings withLiveEvery(Duration time) {
    return new TrackerSettings(
        device,
        journalFolder,
        mqttUri,
        tls,
        time,
        thinning,
        driving,
        journal,
        batchRecords,
        batchAfter,
        ledger,
        ticks);
  }

  public TrackerSettings withThinning(ThinningSettings how) {
    return with(Optional.of(how));
  }

  public TrackerSettings withoutThinning() {
    return with(Optional.empty());
  }

  private TrackerSettings with(Optional<ThinningSettings> how) {
    return new TrackerSettings(
        device,
        journalFolder,
        mqttUri,
        tls,
        liveEvery,
        how,
        driving,
        journal,
        batchRecords,
        batchAfter,
        ledger,
        ticks);
  }

  public TrackerSettings withDriving(DrivingSettings how) {
    return withDriving(Optional.of(how));
  }

  public TrackerSettings withoutDriving() {
    return withDriving(Optional.empty());
  }

  private TrackerSettings withDriving(Optional<DrivingSettings> how) {
    return new TrackerSettings(
        device,
        journalFolder,
        mqttUri,
        tls,
        liveEvery,
        thinning,
        how,
        journal,
        batchRecords,
        batchAfter,
        ledger,
        ticks);
  }

  public TrackerSettings withJournal(JournalSettings how) {
    return new TrackerSettings(
        device,
        journalFolder,
        mqttUri,
        tls,
        liveEvery,
        thinning,
        driving,
        how,
        batchRecords,
        batchAfter,
        ledger,
        ticks);
  }

  public TrackerSettings withBatches(int records, Duration after) {
    return new TrackerSettings(
        device,
        journalFolder,
        mqttUri,
        tls,
        liveEvery,
        thinning,
        driving,
        journal,
        records,
        after,
        ledger,
        ticks);
  }

  public TrackerSettings withLedger(CommitLedger told) {
    return new TrackerSettings(
        device,
        journalFolder,
        mqttUri,
        tls,
        liveEvery,
        thinning,
        driving,
        journal,
        batchRecords,
        batchAfter,
        told,
        ticks);
  }

  public TrackerSettings withTicks(LongSupplier others) {
    return new TrackerSettings(
        device,
        journalFolder,
        mqttUri,
        tls,
        liveEvery,
        thinning,
        driving,
        journal,
        batchRecords,
        batchAfter,
        ledger,
        others);
  }
}
