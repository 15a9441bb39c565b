package id.pantau.agent.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Pattern VALUE = Pattern.compile("\\{\\d}");

  private final Words indonesian = Words.of("id");
  private final Words english = Words.of("en");

  private static Set<String> values(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = VALUE.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  @Test
  void everythingThatCanBeFoundHasWordsInBothLanguages() {
    for (Saying each : Saying.values()) {
      for (String key : new String[] {each.word(), each.word() + ".do"}) {
        String id = indonesian.find(key).orElse("");
        String en = english.find(key).orElse("");
        assertEquals(values(id), values(en), key);
        assertEquals(id.isEmpty(), en.isEmpty(), key);
      }
      assertTrue(english.find(each.word()).isPresent(), each::word);
    }
  }

  @Test
  void whatIsNotGoodSaysWhatToDo() {
    for (Saying each : Saying.values()) {
      boolean tells = english.find(each.word() + ".do").isPresent();
      assertEquals(each.outcome() != Outcome.OK, tells, each.word());
    }
  }

  @Test
  void valuesAreFilledInAndNothingIsLeftOver() {
    for (Saying each : Saying.values()) {
      var finding = Finding.of(each, "a'b", "{c}", "d", "e");
      for (Words words : new Words[] {indonesian, english}) {
        String text = words.text(finding) + words.todo(finding).orElse("") + words.item(finding);
        assertFalse(VALUE.matcher(text).find(), text);
        assertFalse(text.contains("''"), text);
      }
    }
  }
}
