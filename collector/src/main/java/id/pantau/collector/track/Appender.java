package id.pantau.collector.track;

import id.pantau.collector.db.Session;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.TrackStore.DeviceDay;
import id.pantau.collector.track.Tracks.Appended;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Stores what has come: each record once, of private time no place, and with them the newest
 * positions and the days to be derived again. Safe for all threads.
 */
final class Appender {
  private static final Comparator<DeviceDay> DAY_ORDER =
      Comparator.comparingInt(DeviceDay::deviceNo).thenComparing(DeviceDay::day);

  private final Region region;
  private final InstantSource clock;
  private final Duration deriveAfter;
  private final PrivateMode privateMode;
  private final TwinWatch twins = new TwinWatch();

  /**
   * @param deriveAfter a day is derived so long after something new of it came
   */
  Appender(Fleet fleet, Region region, InstantSource clock, Duration deriveAfter) {
    this.region = region;
    this.clock = clock;
    this.deriveAfter = deriveAfter;
    this.privateMode = new PrivateMode(fleet, region);
  }

  /**
   * Stores fixes within a transaction of the caller.
   *
   * @param fixes any number, in any order, also such as are stored already
   */
  Appended append(Session session, Collection<ReceivedFix> fixes) {
    List<ReceivedFix> sorted = fixes.stream().sorted(Appender::inStoredOrder).toList();
    if (sorted.isEmpty()) {
      return Appended.NOTHING;
    }
    var store = new TrackStore(session);
    PrivateMode.Judged judged = privateMode.judge(session, sorted);
    List<ReceivedFix> fresh = StoredSeqs.claim(session, judged.fixes());
    twins.look(session, judged.unmarked(), fresh);
    List<Newest> candidates = NewestPolicy.of(judged.fixes());
    List<Newest> raised = candidates.isEmpty() ? List.of() : store.raiseLatest(candidates);
    List<ReceivedFix> shown = judged.shown(fresh);
    if (!shown.isEmpty()) {
      store.add(shown);
      store.markDirty(touchedDays(shown), clock.instant().plus(deriveAfter));
    }
    return new Appended(fresh.size(), raised, privateMode.note(session, fresh, judged));
  }

  /** By hand, as this is asked a dozen times for each position that comes. */
  private static int inStoredOrder(ReceivedFix a, ReceivedFix b) {
    int order = Integer.compare(a.deviceNo(), b.deviceNo());
    if (order == 0) {
      order = Long.compare(a.timeMs(), b.timeMs());
    }
    if (order == 0) {
      order = Long.compare(a.epoch(), b.epoch());
    }
    return order == 0 ? Long.compare(a.seq(), b.seq()) : order;
  }

  /** The days whose figures these fixes may change; {@code sorted} as they are stored. */
  private Collection<DeviceDay> touchedDays(List<ReceivedFix> sorted) {
    var days = new TreeSet<DeviceDay>(DAY_ORDER);
    var calendar = new DayCache(region.zone());
    long marginMs = Deriver.MARGIN.toMillis();
    int device = -1;
    LocalDate earliest = LocalDate.MIN;
    LocalDate latest = LocalDate.MIN;
    for (ReceivedFix fix : sorted) {
      long timeMs = fix.fix().fixTime().toEpochMilli();
      LocalDate from = calendar.dayOf(timeMs - marginMs);
      LocalDate until = calendar.dayOf(timeMs + marginMs);
      if (fix.deviceNo() != device || !from.equals(earliest) || !until.equals(latest)) {
        device = fix.deviceNo();
        earliest = from;
        latest = until;
        days.add(new DeviceDay(device, from));
        days.add(new DeviceDay(device, until));
      }
    }
    return days;
  }
}
