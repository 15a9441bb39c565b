package id.pantau.collector.registry;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Registration numbers as Indonesian plates carry them (Perpol 7/2021): {@code DR 1234 LZ}. */
final class PlateNumber {
  private static final Pattern FORM =
      Pattern.compile("([A-Z]{1,2}) ?([1-9][0-9]{0,3}) ?([A-Z]{0,3})");

  private PlateNumber() {}

  /** The number in its usual spelling, whatever spaces and case somebody typed. */
  static Optional<String> of(String typed) {
    String text = typed.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of((parts.group(1) + " " + parts.group(2) + " " + parts.group(3)).strip())
        : Optional.empty();
  }
}
