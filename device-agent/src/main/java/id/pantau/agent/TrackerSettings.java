package id.pantau.agent;

import id.pantau.agent.driving.DrivingSettings;
import id.pantau.agent.journal.CommitLedger;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.agent.motion.ThinningSettings;
import id.pantau.wire.DeviceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
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
    return with(draft -> draft.mqttUri = uri);
  }

  public TrackerSettings withLiveEvery(Duration time) {
    return with(draft -> draft.liveEvery = time);
  }

  public TrackerSettings withThinning(ThinningSettings how) {
    return with(draft -> draft.thinning = Optional.of(how));
  }

  public TrackerSettings withoutThinning() {
    return with(draft -> draft.thinning = Optional.empty());
  }

  public TrackerSettings withDriving(DrivingSettings how) {
    return with(draft -> draft.driving = Optional.of(how));
  }

  public TrackerSettings withoutDriving() {
    return with(draft -> draft.driving = Optional.empty());
  }

  public TrackerSettings withJournal(JournalSettings how) {
    return with(draft -> draft.journal = how);
  }

  public TrackerSettings withBatches(int records, Duration after) {
    return with(
        draft -> {
          draft.batchRecords = records;
          draft.batchAfter = after;
        });
  }

  public TrackerSettings withLedger(CommitLedger told) {
    return with(draft -> draft.ledger = told);
  }

  public TrackerSettings withTicks(LongSupplier others) {
    return with(draft -> draft.ticks = others);
  }

  private TrackerSettings with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return new TrackerSettings(
        device,
        journalFolder,
        draft.mqttUri,
        tls,
        draft.liveEvery,
        draft.thinning,
        draft.driving,
        draft.journal,
        draft.batchRecords,
        draft.batchAfter,
        draft.ledger,
        draft.ticks);
  }

  /** What may differ, on its way into a copy. */
  private static final class Draft {
    private String mqttUri;
    private Duration liveEvery;
    private Optional<ThinningSettings> thinning;
    private Optional<DrivingSettings> driving;
    private JournalSettings journal;
    private int batchRecords;
    private Duration batchAfter;
    private CommitLedger ledger;
    private LongSupplier ticks;

    Draft(TrackerSettings from) {
      mqttUri = from.mqttUri;
      liveEvery = from.liveEvery;
      thinning = from.thinning;
      driving = from.driving;
      journal = from.journal;
      batchRecords = from.batchRecords;
      batchAfter = from.batchAfter;
      ledger = from.ledger;
      ticks = from.ticks;
    }
  }
}
