package id.pantau.collector.track;

import id.pantau.collector.db.Db;
import id.pantau.collector.region.Region;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions of the days into which fixes are stored, and which of them are known to be there.
 * Safe for all threads.
 */
final class Partitions {
  private static final int DAYS_AHEAD = 7;

  private final Db db;
  private final Region region;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  Partitions(Db db, Region region) {
    this.db = db;
    this.region = region;
  }

  /** The days whose partitions these fixes need: those in which their hours begin. */
  Set<LocalDate> daysOf(Collection<ReceivedFix> fixes) {
    var days = new HashSet<LocalDate>();
    var calendar = new DayCache(region.zone());
    LocalDate last = null;
    for (ReceivedFix fix : fixes) {
      LocalDate day = calendar.dayOf(fix.hourMs());
      if (!day.equals(last)) {
        days.add(day);
        last = day;
      }
    }
    return days;
  }

  /** Makes those that are not known to be there, in transactions of its own. */
  void prepare(Collection<LocalDate> days) {
    for (LocalDate day : days) {
      if (!known.contains(day)) {
        db.doAsService(session -> new TrackStore(session).ensurePartition(day));
        known.add(day);
      }
    }
  }

  /** Makes those of the coming days, before anybody needs them. */
  void prepareAhead() {
    var days = new ArrayList<LocalDate>();
    for (int i = -1; i <= DAYS_AHEAD; i++) {
      days.add(region.today().plusDays(i));
    }
    forget(days);
    prepare(days);
  }

  /** Perhaps they are not there: looks again when asked next. */
  void forget(Collection<LocalDate> days) {
    known.removeAll(days);
  }
}
