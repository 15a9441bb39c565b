package id.pantau.collector.enrolment;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What a technician types into a tracker: eight characters of which no two look alike, so 37 random
 * bits. They suffice because a code lives hours, works once, and guessing is slowed down.
 */
record EnrolmentCode(String text) {
  static final String ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY";
  static final int LENGTH = 8;

  private static final int GROUP = 4;

  static EnrolmentCode random(SecureRandom random) {
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new EnrolmentCode(text.toString());
  }

  /** What somebody typed, in whatever case and grouping; empty when it cannot be a code. */
  static Optional<EnrolmentCode> find(String typed) {
    String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    boolean possible =
        plain.length() == LENGTH && plain.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    return possible ? Optional.of(new EnrolmentCode(plain)) : Optional.empty();
  }

  /** In two groups, as it is read out. */
  String spoken() {
    return text.substring(0, GROUP) + "-" + text.substring(GROUP);
  }

  @Override
  public String toString() {
    return "code"; // must not reach a log
  }
}
