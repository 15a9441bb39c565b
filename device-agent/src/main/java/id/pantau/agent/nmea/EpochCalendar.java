package id.pantau.agent.nmea;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a time of day its day: the one that the sentences name, or the one nearest to the last
 * known moment. Mends a rolled-over week. One thread.
 */
final class EpochCalendar {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final Duration ROLLOVER = Duration.ofDays(1024 * 7);

  /** When GPS began to count (IS-GPS-200, 3.3.4): no receiver has been anywhere before. */
  private static final Instant FIRST = Instant.parse("1980-01-06T00:00:00Z");

  /** Some receivers change the date of RMC a few sentences after midnight. */
  private static final long MIDNIGHT_MS = 10_000;

  private final Optional<Instant> rolloverFloor;
  private @Nullable Instant last;

  EpochCalendar(Optional<Instant> rolloverFloor) {
    this.rolloverFloor = rolloverFloor;
  }

  /** The moment of the last epoch that was believed. */
  void believe(Instant time) {
    last = time;
  }

  /** A day came without a solution; it helps as long as nothing better is known. */
  void hint(long timeOfDayMs, List<LocalDate> dates) {
    if (last == null) {
      last = named(timeOfDayMs, dates).findFirst().orElse(null);
    }
  }

  /** Empty when no day has been heard of yet that can be true. */
  Optional<Instant> findTime(long timeOfDayMs, List<LocalDate> dates) {
    return find(timeOfDayMs, dates).filter(EpochCalendar::canBe);
  }

  private Optional<Instant> find(long timeOfDayMs, List<LocalDate> dates) {
    List<Instant> named = named(timeOfDayMs, dates).toList();
    if (last == null) {
      return named.stream().findFirst();
    }
    Instant nearest = nearest(timeOfDayMs, last);
    if (named.isEmpty() || named.contains(nearest)) {
      return Optional.of(nearest);
    }
    Instant first = named.getFirst();
    boolean atMidnight = timeOfDayMs < MIDNIGHT_MS || timeOfDayMs > DAY_MS - MIDNIGHT_MS;
    boolean dayApart = Duration.between(first, nearest).abs().toMillis() == DAY_MS;
    return Optional.of(atMidnight && dayApart ? nearest : first);
  }

  /** What these days make of a time of day, as far as they can be true. */
  private Stream<Instant> named(long timeOfDayMs, List<LocalDate> dates) {
    return dates.stream()
        .map(date -> at(date, timeOfDayMs))
        .filter(EpochCalendar::canBe)
        .map(this::mended);
  }

  private static boolean canBe(Instant time) {
    return !time.isBefore(FIRST);
  }

  private static Instant nearest(long timeOfDayMs, Instant last) {
    Instant sameDay = at(LocalDate.ofInstant(last, ZoneOffset.UTC), timeOfDayMs);
    long aheadMs = Duration.between(last, sameDay).toMillis();
    if (aheadMs > DAY_MS / 2) {
      return sameDay.minusMillis(DAY_MS);
    }
    return aheadMs < -DAY_MS / 2 ? sameDay.plusMillis(DAY_MS) : sameDay;
  }

  private Instant mended(Instant time) {
    if (rolloverFloor.isEmpty() || !time.isBefore(rolloverFloor.get())) {
      return time;
    }
    Instant floor = rolloverFloor.get();
    Instant later = time.plus(ROLLOVER);
    boolean fits =
        !later.isBefore(floor) && later.isBefore(floor.plus(DecoderSettings.ROLLOVER_WINDOW));
    return fits ? later : time;
  }

  private static Instant at(LocalDate date, long timeOfDayMs) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(timeOfDayMs);
  }
}
