package id.pantau.agent.selftest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** What was found about one part. */
public final class Finding {
  private final Saying saying;
  private final List<String> values;

  private Finding(Saying saying, List<String> values) {
    this.saying = saying;
    this.values = values;
  }

  static Finding of(Saying saying, Object... values) {
    return new Finding(saying, Arrays.stream(values).map(Finding::text).toList());
  }

  /** Nobody reads nanoseconds. */
  private static String text(Object value) {
    return value instanceof Instant time
        ? time.truncatedTo(ChronoUnit.SECONDS).toString()
        : String.valueOf(value);
  }

  /** The configuration cannot be used; nothing else can be looked at. */
  public static Finding wrongConfig(String problem) {
    return of(Saying.CONFIG_WRONG, problem);
  }

  public Outcome outcome() {
    return saying.outcome();
  }

  /** The part, for machines: {@code port}, {@code broker}. */
  public String item() {
    return saying.item().word();
  }

  /** What it is, for machines: {@code port-absent}. */
  public String code() {
    return saying.word();
  }

  Saying saying() {
    return saying;
  }

  List<String> values() {
    return values;
  }

  @Override
  public String toString() {
    return outcome() + " " + code() + " " + values;
  }
}
