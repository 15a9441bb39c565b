package id.pantau.agent.identity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts out of one JSON object and into one: all that an enrolment needs of RFC 8259. */
final class FlatJson {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

  private FlatJson() {}

  /** The text of a field, wherever it stands. */
  static Optional<String> find(String json, String field) {
    Matcher found =
        Pattern.compile("\"" + field + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"").matcher(json);
    return found.find() ? Optional.of(plain(found.group(1))) : Optional.empty();
  }

  static String quoted(String value) {
    var text = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  private static String plain(String escaped) {
    return ESCAPE
        .matcher(escaped)
        .replaceAll(
            match -> {
              String what = match.group(1);
              String meant =
                  switch (what.charAt(0)) {
                    case 'n' -> "\n";
                    case 'r' -> "\r";
                    case 't' -> "\t";
                    case 'b' -> "\b";
                    case 'f' -> "\f";
                    case 'u' -> what.length() == 5 ? unicode(what) : what;
                    default -> what;
                  };
              return Matcher.quoteReplacement(meant);
            });
  }

  private static String unicode(String escape) {
    return String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
  }
}
