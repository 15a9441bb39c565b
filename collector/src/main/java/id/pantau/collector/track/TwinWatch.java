package id.pantau.collector.track;

import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees by what is stored that two trackers have one key: of a copied card both go on with its
 * numbers, so a record comes under a number that another has already; a copied key on a new card
 * begins a journal of its own, so two journals are written at the same time. Safe for all threads.
 *
 * <p>What it remembers is lost with the process; two that go on are seen again.
 */
final class TwinWatch {
  private static final Sql IS_STORED_AS = Sql.beside(TwinWatch.class, "is-stored-as.sql");
  private static final Sql NOTE = Sql.beside(TwinWatch.class, "note-twin.sql");

  /** Resending is usual and harmless: of each tracker one record a minute is looked up. */
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  /** Of older ones the days may be gone already. Who lives now records now. */
  private static final Duration RECENT = Duration.ofDays(1);

  /** A journal that follows another may begin with a time that the receiver still corrected. */
  private static final long OVERLAP_MS = Duration.ofMinutes(2).toMillis();

  private final Map<Integer, Instant> lookedAt = new ConcurrentHashMap<>();
  private final Map<Integer, Journals> journals = new ConcurrentHashMap<>();

  /**
   * Looks at what has been stored, within the same transaction.
   *
   * @param received by rising device and time
   * @param fresh those of them that were not stored before, in the same order
   */
  void look(Session session, List<ReceivedFix> received, List<ReceivedFix> fresh) {
    Map<Integer, Sign> signs = new TreeMap<>();
    for (ReceivedFix fix : repeated(received, fresh)) {
      if (isStoredOtherwise(session, fix)) {
        signs.put(fix.deviceNo(), new Sign("numbers", fix.receivedAt()));
      }
    }
    int from = 0;
    for (int i = 1; i <= fresh.size(); i++) {
      if (i == fresh.size() || !isSameJournal(fresh.get(from), fresh.get(i))) {
        ReceivedFix first = fresh.get(from);
        if (isRecent(first) && overlaps(first, fresh.get(i - 1))) {
          signs.putIfAbsent(first.deviceNo(), new Sign("journals", first.receivedAt()));
        }
        from = i;
      }
    }
    signs.forEach(
        (device, sign) ->
            session.change(
                NOTE, Map.of("device", device, "seenAt", sign.seenAt(), "sign", sign.word())));
  }

  private record Sign(String word, Instant seenAt) {}

  private static boolean isSameJournal(ReceivedFix a, ReceivedFix b) {
    return a.deviceNo() == b.deviceNo() && a.epoch() == b.epoch();
  }

  private boolean overlaps(ReceivedFix first, ReceivedFix last) {
    return journals
        .computeIfAbsent(first.deviceNo(), no -> new Journals())
        .overlap(first.epoch(), first.timeMs(), last.timeMs());
  }

  private static boolean isRecent(ReceivedFix fix) {
    return Duration.between(fix.fix().fixTime(), fix.receivedAt()).abs().compareTo(RECENT) < 0;
  }

  /** The newest of each tracker that was there already, if it is time to look one up. */
  private List<ReceivedFix> repeated(List<ReceivedFix> received, List<ReceivedFix> fresh) {
    if (received.size() == fresh.size()) {
      return List.of();
    }
    Set<ReceivedFix> isFresh = Collections.newSetFromMap(new IdentityHashMap<>());
    isFresh.addAll(fresh);
    Map<Integer, ReceivedFix> newest = new HashMap<>();
    for (ReceivedFix fix : received) {
      if (!isFresh.contains(fix) && isRecent(fix)) {
        newest.merge(fix.deviceNo(), fix, (a, b) -> a.timeMs() > b.timeMs() ? a : b);
      }
    }
    return newest.values().stream()
        .filter(this::isDue)
        .sorted(Comparator.comparingInt(ReceivedFix::deviceNo))
        .toList();
  }

  private boolean isDue(ReceivedFix fix) {
    Instant before = lookedAt.get(fix.deviceNo());
    if (before != null && fix.receivedAt().isBefore(before.plus(LOOK_EVERY))) {
      return false;
    }
    lookedAt.put(fix.deviceNo(), fix.receivedAt());
    return true;
  }

  private static boolean isStoredOtherwise(Session session, ReceivedFix fix) {
    return !session
        .get(
            IS_STORED_AS,
            Map.of(
                "hour",
                fix.hourMs() / 1e3,
                "device",
                fix.deviceNo(),
                "epoch",
                fix.epoch(),
                "seq",
                fix.seq(),
                "ms",
                Math.toIntExact(fix.timeMs() - fix.hourMs())))
        .getBoolean("same");
  }

  /** The last journals of one tracker, and from when to when each was written. */
  private static final class Journals {
    private static final int MAX = 3;

    private record Span(long epoch, long fromMs, long untilMs) {
      Span with(Span other) {
        return new Span(epoch, Math.min(fromMs, other.fromMs), Math.max(untilMs, other.untilMs));
      }

      long overlapMs(Span other) {
        return Math.min(untilMs, other.untilMs) - Math.max(fromMs, other.fromMs);
      }
    }

    private final List<Span> spans = new ArrayList<>();

    /** Takes a piece of a journal; whether another one was written meanwhile. */
    synchronized boolean overlap(long epoch, long fromMs, long untilMs) {
      var piece = new Span(epoch, fromMs, untilMs);
      Optional<Span> known = spans.stream().filter(span -> span.epoch == epoch).findFirst();
      known.ifPresent(spans::remove);
      Span now = known.map(span -> span.with(piece)).orElse(piece);
      boolean overlaps = spans.stream().anyMatch(span -> span.overlapMs(now) >= OVERLAP_MS);
      spans.add(now);
      if (spans.size() > MAX) {
        spans.removeFirst();
      }
      return overlaps;
    }
  }
}
