package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest position of each tracker, in memory: what the table {@code latest_position} holds. As
 * large as the fleet. Safe for all threads.
 */
final class Board {
  private final Map<Integer, Newest> newest = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> heardAt = new ConcurrentHashMap<>();
  private final Map<Integer, Hidden> hidden = new ConcurrentHashMap<>();

  private record Hidden(Instant since, Instant until) {}

  /** Shows these where they are newer than what is shown. */
  void show(Collection<Newest> raised) {
    for (Newest next : raised) {
      newest.merge(next.deviceNo(), next, (known, other) -> isBehind(other, known) ? known : other);
      heard(next.deviceNo(), next.receivedAt());
    }
  }

  /** The record of a moving preview says nothing new. */
  private static boolean isBehind(Newest other, Newest known) {
    int order = other.fix().fixTime().compareTo(known.fix().fixTime());
    return order < 0 || order == 0 && known.isPreview() && !known.standing();
  }

  /** Shows this where it is newer; it is in no table. */
  boolean preview(int deviceNo, Fix fix, Instant receivedAt) {
    if (!NewestPolicy.isShown(fix)) {
      return false;
    }
    var raised = new boolean[1];
    newest.compute(
        deviceNo,
        (no, known) -> {
          if (known != null && !fix.fixTime().isAfter(known.fix().fixTime())) {
            return known;
          }
          raised[0] = true;
          return NewestPolicy.after(known, deviceNo, fix, receivedAt);
        });
    heard(deviceNo, receivedAt);
    return raised[0];
  }

  /** A tracker said something, whatever it was. */
  void heard(int deviceNo, Instant at) {
    heardAt.merge(deviceNo, at, (known, next) -> next.isAfter(known) ? next : known);
  }

  /** It was in private mode at these times, of which no place is known. */
  void hide(int deviceNo, Instant from, Instant until) {
    Newest shown = newest.get(deviceNo);
    hidden.merge(
        deviceNo,
        new Hidden(from, until),
        (known, next) -> {
          boolean goesOn = shown == null || known.until.isAfter(shown.fix().fixTime());
          if (goesOn) {
            return new Hidden(earlier(known.since, next.since), later(known.until, next.until));
          }
          return next.until.isAfter(known.until) ? next : known;
        });
  }

  /** Since when it has been hidden; empty when something newer of it was shown. */
  Optional<Instant> hiddenSince(Newest shown) {
    Instant shownAt = shown.fix().fixTime();
    return Optional.ofNullable(hidden.get(shown.deviceNo()))
        .filter(spell -> spell.until.isAfter(shownAt))
        .map(spell -> later(spell.since, shownAt));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** Since when it stands, as the day's segments know better. */
  void correctSince(int deviceNo, Instant fixTime, Instant since) {
    newest.computeIfPresent(
        deviceNo,
        (no, known) -> known.fix().fixTime().equals(fixTime) ? known.withSince(since) : known);
  }

  Optional<Newest> find(int deviceNo) {
    return Optional.ofNullable(newest.get(deviceNo));
  }

  Instant heardAt(Newest of) {
    return heardAt.getOrDefault(of.deviceNo(), of.receivedAt());
  }

  List<Newest> list() {
    return List.copyOf(newest.values());
  }
}
