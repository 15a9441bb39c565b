package id.pantau.agent.nmea;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the GSV sentences say about the sky: for people who look for a place for the antenna. One
 * thread writes, any may read.
 *
 * <p>Each constellation has its own GSV, and receivers of two bands one for each: the same
 * satellites again, so the larger number counts.
 */
final class SkyView {
  /** Address, how many sentences, which, satellites; then four fields a satellite. */
  private static final int IN_VIEW = 3;

  private static final int FIRST_STRENGTH = 7;
  private static final int FIELDS_A_SATELLITE = 4;
  private static final int MAX_DB = 99;
  private static final int MAX_IN_VIEW = 99;

  private final Map<String, Integer> inViewByTalker = new HashMap<>();
  private volatile int inView = -1;
  private volatile int strongestDb;

  void accept(Sentence sentence) {
    List<String> fields = sentence.fields();
    String address = fields.getFirst();
    if (!address.endsWith("GSV") || fields.size() <= IN_VIEW) {
      return;
    }
    int told = number(fields.get(IN_VIEW), MAX_IN_VIEW);
    if (fields.get(2).equals("1")) {
      boolean another = fields.size() % FIELDS_A_SATELLITE == 1 && !fields.getLast().equals("1");
      String talker = address.substring(0, 2);
      inViewByTalker.merge(talker, told, (old, now) -> another ? Math.max(old, now) : now);
      inView = inViewByTalker.values().stream().mapToInt(Integer::intValue).sum();
    }
    for (int i = FIRST_STRENGTH; i < fields.size(); i += FIELDS_A_SATELLITE) {
      strongestDb = Math.max(strongestDb, number(fields.get(i), MAX_DB));
    }
  }

  private static int number(String text, int max) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      value = value * 10 + digit;
    }
    return text.length() <= 2 ? Math.min(value, max) : 0;
  }

  /** Negative before the first GSV. */
  int inView() {
    return inView;
  }

  /** The best signal ever, dB-Hz; 0 when none was received. */
  int strongestDb() {
    return strongestDb;
  }
}
