package id.pantau.agent.remote;

import id.pantau.wire.Command;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads the arguments of a command, with words for what is wrong. */
public final class Arguments {
  private Arguments() {}

  /**
   * A whole number of this range.
   *
   * @throws Refused when it is missing, none, or outside
   */
  public static int number(Command command, String name, int min, int max) throws Refused {
    String text = get(command, name);
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw new Refused("%s=%s: %d … %d".formatted(name, text, min, max));
  }

  /**
   * An ISO 8601 moment.
   *
   * @throws Refused when it is missing or none
   */
  public static Instant instant(Command command, String name) throws Refused {
    String text = get(command, name);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refused(name + "=" + text + ": 2026-11-23T01:02:03Z");
    }
  }

  private static String get(Command command, String name) throws Refused {
    String text = command.arguments().get(name);
    if (text == null) {
      throw new Refused("tidak ada | there is no " + name);
    }
    return text;
  }
}
