package id.pantau.agent.nmea;

import id.pantau.agent.nmea.Sentence.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the fields of each sentence must look like (NMEA 0183 4.11, and what receivers of the
 * capture collection send).
 *
 * <p>The checksum is an exclusive-or: two swapped neighbours or two equal bit errors pass it. So
 * every field that we use must also have its shape and its range. Marine API checks neither: it
 * takes minutes over 60, a speed of NaN and the 31st of February.
 */
final class SentenceShape {
  private static final int ADDRESS_LETTERS = 5;
  private static final int LAST_MINUTE_OF_DAY = 23 * 60 + 59;

  /** Reads the fields of one sentence and remembers the first fault. */
  private static final class Check {
    private final List<String> fields;
    private Refusal fault;

    Check(List<String> fields) {
      this.fields = fields;
    }

    private String field(int index) {
      return index < fields.size() ? fields.get(index) : "";
    }

    private boolean has(int index) {
      return !field(index).isEmpty();
    }

    private void require(boolean good, Refusal otherwise) {
      if (!good && fault == null) {
        fault = otherwise;
      }
    }

    /** At least this many fields after the address, and not absurdly many. */
    Check count(int min, int max) {
      int count = fields.size() - 1;
      require(count >= min && count <= max, Refusal.SHAPE);
      return this;
    }

    Check oneOf(int index, String letters) {
      String text = field(index);
      require(
          text.isEmpty() || text.length() == 1 && letters.indexOf(text.charAt(0)) >= 0,
          Refusal.SHAPE);
      return this;
    }

    Check present(int index) {
      require(has(index), Refusal.SHAPE);
      return this;
    }

    Check time(int index) {
      if (!has(index)) {
        return this;
      }
      String text = field(index);
      if (!isDecimal(text, 6, 6, 6)) {
        require(false, Refusal.SHAPE);
        return this;
      }
      int hour = two(text, 0);
      int minute = two(text, 2);
      int second = two(text, 4);
      // A leap second is 23:59:60 and nothing else.
      boolean leap = second == 60 && hour * 60 + minute == LAST_MINUTE_OF_DAY;
      require(hour < 24 && minute < 60 && (second < 60 || leap), Refusal.RANGE);
      return this;
    }

    Check place(int index) {
      if (!has(index) && !has(index + 2)) {
        return this; // Without a fix; some receivers keep the hemispheres.
      }
      if (!isDecimal(field(index), 4, 4, 8) || !isDecimal(field(index + 2), 5, 5, 8)) {
        require(false, Refusal.SHAPE);
        return this;
      }
      present(index + 1).oneOf(index + 1, "NS").present(index + 3).oneOf(index + 3, "EW");
      degrees(field(index), 2, 90);
      degrees(field(index + 2), 3, 180);
      return this;
    }

    private void degrees(String text, int digits, int max) {
      double degrees = Integer.parseInt(text.substring(0, digits));
      double minutes = Double.parseDouble(text.substring(digits));
      require(minutes < 60 && degrees + minutes / 60 <= max, Refusal.RANGE);
    }

    Check number(int index, double max) {
      if (has(index)) {
        boolean shaped = isDecimal(field(index), 1, 6, 6);
        require(shaped, Refusal.SHAPE);
        require(!shaped || Double.parseDouble(field(index)) <= max, Refusal.RANGE);
      }
      return this;
    }

    Check signed(int index, double min, double max) {
      if (has(index)) {
        String text = field(index);
        boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
        boolean shaped =
            isDecimal(signed ? text.substring(1) : text, 0, 6, 6)
                && isDigit(text.charAt(text.length() - 1));
        require(shaped, Refusal.SHAPE);
        if (shaped) {
          double value = Double.parseDouble(text);
          require(value >= min && value <= max, Refusal.RANGE);
        }
      }
      return this;
    }

    Check shortDate(int index) {
      if (has(index)) {
        boolean shaped = isDigits(field(index), 6);
        require(shaped, Refusal.SHAPE);
        // 2000 is a leap year like every fourth until 2100: the day of 29 February is judged right.
        require(
            !shaped
                || isDate(2000 + two(field(index), 4), two(field(index), 2), two(field(index), 0)),
            Refusal.RANGE);
      }
      return this;
    }

    Check longDate(int day, int month, int year) {
      if (!has(day) && !has(month) && !has(year)) {
        return this;
      }
      boolean shaped =
          isDigits(field(day), 2) && isDigits(field(month), 2) && isDigits(field(year), 4);
      require(shaped, Refusal.SHAPE);
      if (shaped) {
        int years = Integer.parseInt(field(year));
        require(
            years >= 1980 && isDate(years, two(field(month), 0), two(field(day), 0)),
            Refusal.RANGE);
      }
      return this;
    }

    Optional<Refusal> result() {
      return Optional.ofNullable(fault);
    }
  }

  private SentenceShape() {}

  /** What the sentence says by its address; {@code OTHER} when it is of no use for a fix. */
  static Kind kind(List<String> fields) {
    String address = fields.getFirst();
    if (!isAddress(address) || address.charAt(0) == 'P') {
      return Kind.OTHER;
    }
    return switch (address.substring(2)) {
      case "RMC" -> Kind.RMC;
      case "GGA" -> Kind.GGA;
      case "GNS" -> Kind.GNS;
      case "GLL" -> Kind.GLL;
      case "GSA" -> Kind.GSA;
      case "VTG" -> Kind.VTG;
      case "ZDA" -> Kind.ZDA;
      default -> Kind.OTHER;
    };
  }

  /** The first fault of its fields, if any. */
  static Optional<Refusal> findFault(Kind kind, List<String> fields) {
    Check check = new Check(fields);
    return switch (kind) {
      case RMC ->
          check
              .count(9, 14)
              .time(1)
              .present(2)
              .oneOf(2, "AV")
              .place(3)
              .number(7, 2_000)
              .number(8, 360)
              .shortDate(9)
              .oneOf(12, "ADEMSNPRFV")
              .result();
      case GGA ->
          check
              .count(10, 16)
              .time(1)
              .place(2)
              .oneOf(6, "012345678")
              .number(7, 99)
              .number(8, 9_999)
              .signed(9, -10_000, 60_000)
              .oneOf(10, "M")
              .result();
      case GNS ->
          check
              .count(9, 14)
              .time(1)
              .place(2)
              .number(7, 99)
              .number(8, 9_999)
              .signed(9, -10_000, 60_000)
              .result();
      case GLL -> check.count(4, 8).place(1).time(5).oneOf(6, "AV").oneOf(7, "ADEMSNPRFV").result();
      case GSA ->
          check
              .count(17, 18)
              .oneOf(1, "AM")
              .present(2)
              .oneOf(2, "123")
              .number(15, 9_999)
              .number(16, 9_999)
              .number(17, 9_999)
              .result();
      case VTG ->
          check
              .count(8, 10)
              .number(1, 360)
              .oneOf(2, "T")
              .oneOf(4, "M")
              .number(5, 2_000)
              .oneOf(6, "N")
              .number(7, 4_000)
              .oneOf(8, "K")
              .oneOf(9, "ADEMSNPRFV")
              .result();
      case ZDA -> check.count(4, 7).time(1).longDate(2, 3, 4).result();
      case OTHER -> Optional.empty();
    };
  }

  private static boolean isAddress(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
        return false;
      }
    }
    return text.length() == ADDRESS_LETTERS;
  }

  private static boolean isDigits(String text, int count) {
    return text.length() == count && endOfDigits(text, 0) == count;
  }

  /**
   * Digits, and after a point more of them, or none. By hand: a pattern costs many times as much,
   * and thirty fields a second are what the tracker does most.
   *
   * @param least digits before the point
   * @param most digits before the point
   * @param decimals at most so many after it
   */
  private static boolean isDecimal(String text, int least, int most, int decimals) {
    int point = endOfDigits(text, 0);
    if (point < least || point > most) {
      return false;
    }
    if (point == text.length()) {
      return true;
    }
    int end = endOfDigits(text, point + 1);
    return text.charAt(point) == '.' && end == text.length() && end - point - 1 <= decimals;
  }

  private static int endOfDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  private static int two(String text, int at) {
    return Integer.parseInt(text.substring(at, at + 2));
  }

  private static boolean isDate(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).getYear() == year;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }
}
