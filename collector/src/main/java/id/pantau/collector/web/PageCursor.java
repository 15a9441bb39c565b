package id.pantau.collector.web;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Where the next page of a list begins that is ordered by time, newest first: behind this row. Told
 * to people as {@code seconds.nanos:id}.
 *
 * @param time of the last row of the page before
 * @param id of the same row, since several may have one time
 */
public record PageCursor(Instant time, long id) {
  /** Java knows times that PostgreSQL cannot hold, and asking for one would be our fault. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Reads what {@link #text} has written.
   *
   * @throws Problem 400 {@code cursor-wrong} when it is anything else
   */
  public static PageCursor parse(String text) {
    try {
      int dot = text.indexOf('.');
      int colon = text.indexOf(':');
      Instant time =
          Instant.ofEpochSecond(
              Long.parseLong(text.substring(0, Math.max(0, dot))),
              Long.parseLong(text.substring(dot + 1, Math.max(dot + 1, colon))));
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw Problem.of(400, "cursor-wrong");
      }
      return new PageCursor(time, Long.parseLong(text.substring(colon + 1)));
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw Problem.of(400, "cursor-wrong");
    }
  }

  public String text() {
    return time.getEpochSecond() + "." + time.getNano() + ":" + id;
  }
}
