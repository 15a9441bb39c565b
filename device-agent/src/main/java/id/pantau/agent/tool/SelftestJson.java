package id.pantau.agent.tool;

import id.pantau.agent.selftest.Finding;
import id.pantau.agent.selftest.Outcome;
import id.pantau.agent.selftest.Words;
import java.util.List;

/** The findings of a self-test as one JSON object. */
final class SelftestJson {
  private SelftestJson() {}

  static String of(Outcome worst, List<Finding> all) {
    Words indonesian = Words.of("id");
    Words english = Words.of("en");
    var json = new StringBuilder("{\"outcome\":");
    json.append(text(worst.word())).append(",\"findings\":[");
    for (Finding each : all) {
      json.append(each == all.getFirst() ? "\n" : ",\n");
      json.append("{\"item\":").append(text(each.item()));
      json.append(",\"outcome\":").append(text(each.outcome().word()));
      json.append(",\"code\":").append(text(each.code()));
      append(json, "id", indonesian, each);
      append(json, "en", english, each);
      json.append('}');
    }
    return json.append("\n]}").toString();
  }

  private static void append(StringBuilder json, String language, Words words, Finding finding) {
    json.append(",\"").append(language).append("\":{\"text\":").append(text(words.text(finding)));
    words.todo(finding).ifPresent(todo -> json.append(",\"todo\":").append(text(todo)));
    json.append('}');
  }

  /** RFC 8259, 7. */
  static String text(String value) {
    var quoted = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < 0x20) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
