package id.pantau.collector.ingest;

import id.pantau.collector.db.DatabaseAway;
import id.pantau.collector.db.Session;
import id.pantau.collector.live.LivePosition;
import id.pantau.collector.track.Tracks;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/**
 * Stores a batch in one transaction, and tells the screens of it, by whichever way it came. Safe
 * for all threads.
 */
final class BatchWriter {
  private static final Logger LOG = System.getLogger(BatchWriter.class.getName());

  private final Ingest.Targets targets;

  BatchWriter(Ingest.Targets targets) {
    this.targets = targets;
  }

  /**
   * Stores all of it or, with any exception of the database, nothing; whoever asks for the newest
   * positions is then told of it.
   */
  Tracks.Appended commit(Batch batch) {
    Set<LocalDate> days = targets.tracks().daysOf(batch.fixes());
    Tracks.Appended appended;
    try {
      targets.tracks().prepare(days);
      appended = targets.db().asService(session -> store(session, batch));
    } catch (RuntimeException failure) {
      // Perhaps a partition that we remember is not there any more: look again next time.
      targets.tracks().forgetPartitions(days);
      throw failure;
    }
    targets.tracks().show(appended);
    return appended;
  }

  private Tracks.Appended store(Session session, Batch batch) {
    Tracks.Appended appended = targets.tracks().append(session, batch.fixes());
    var store = new IngestStore(session);
    batch.events().forEach(store::add);
    batch.healths().forEach(store::raise);
    batch.beats().forEach(store::note);
    batch.phones().forEach(store::note);
    batch.results().forEach(store::add);
    batch.deadLetters().forEach(store::add);
    return appended;
  }

  /** After the commit. */
  void tellScreens(Batch batch, Tracks.Appended committed, Instant now) {
    batch.heard().forEach(device -> targets.tracks().heard(device, now));
    var news = new HashSet<>(committed.raisedDevices());
    for (Batch.ReceivedPreview each : batch.previews()) {
      if (targets.tracks().preview(each.deviceNo(), each.fix(), each.receivedAt())) {
        news.add(each.deviceNo());
      }
    }
    publish(news);
  }

  private void publish(Set<Integer> devices) {
    try {
      targets
          .live()
          .publish(
              devices.stream()
                  .flatMap(device -> targets.tracks().findPosition(device).stream())
                  .map(LivePosition::of)
                  .toList());
    } catch (DatabaseAway ridesUnknown) {
      // What is stored stays told to the tracker; the screens hear of it at the next look.
      LOG.log(Level.DEBUG, "cannot tell the screens yet", ridesUnknown);
    }
  }
}
