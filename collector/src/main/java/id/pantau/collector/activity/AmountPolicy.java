package id.pantau.collector.activity;

import java.util.Locale;

/**
 * Catches amounts that are probably typed wrong: Rp 21,6 billion for million once made the news.
 */
final class AmountPolicy {
  /** Payments come in instalments of a few; ten times the sum so far is a zero too many. */
  private static final int SUSPICIOUS_FACTOR = 10;

  private AmountPolicy() {}

  /** Whether a person must say "yes, this much". */
  static boolean isSuspicious(long amountRp, long previousRp, long paguRp) {
    return amountRp > paguRp
        || previousRp > 0 && amountRp > previousRp * (double) SUSPICIOUS_FACTOR;
  }

  /** An amount as a person says it: "Rp 21,6 miliar", "Rp 21.6 billion". */
  static String inWords(long amountRp, Locale language) {
    boolean indonesian = !"en".equals(language.getLanguage());
    String[] names =
        indonesian
            ? new String[] {"triliun", "miliar", "juta", "ribu"}
            : new String[] {"trillion", "billion", "million", "thousand"};
    long unit = 1_000_000_000_000L;
    for (String name : names) {
      if (amountRp >= unit) {
        return "Rp " + number(amountRp / (double) unit, indonesian) + " " + name;
      }
      unit /= 1000;
    }
    return "Rp " + amountRp;
  }

  /** At most two decimals, none when they are zero. */
  private static String number(double value, boolean indonesian) {
    String text = String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    return indonesian ? text.replace('.', ',') : text;
  }
}
