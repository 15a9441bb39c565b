package id.pantau.collector.activity;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Values of refusals as a person says them. A sentence is chosen late, by the language of the
 * answer; so both forms are handed over and each message file takes its own: {0} Indonesian, {1}
 * English.
 */
final class Spoken {
  private static final Locale INDONESIAN = Locale.of("id");
  private static final DateTimeFormatter DAY_ID =
      DateTimeFormatter.ofPattern("d MMMM yyyy", INDONESIAN);
  private static final DateTimeFormatter DAY_EN =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private Spoken() {}

  static Object[] day(LocalDate date) {
    return new Object[] {DAY_ID.format(date), DAY_EN.format(date)};
  }

  static Object[] amount(long amountRp) {
    return new Object[] {
      AmountPolicy.inWords(amountRp, INDONESIAN), AmountPolicy.inWords(amountRp, Locale.ENGLISH)
    };
  }

  static Object[] percent(double pct) {
    String text = String.format(Locale.ROOT, "%.2f", pct).replaceFirst("\\.?0+$", "");
    return new Object[] {text.replace('.', ','), text};
  }
}
