package id.pantau.agent.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static final Pattern VALUE = Pattern.compile("\\{\\d}");

  private static Properties file(String language) throws Exception {
    var texts = new Properties();
    try (var in = Sentences.class.getResourceAsStream("messages_" + language + ".properties")) {
      texts.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static Set<String> values(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = VALUE.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  @Test
  void bothLanguagesSayTheSameAndEveryRefusalSaysWhatToDo() throws Exception {
    Properties id = file("id");
    Properties en = file("en");
    assertEquals(new TreeSet<>(id.keySet()), new TreeSet<>(en.keySet()));
    for (Object each : en.keySet()) {
      String key = (String) each;
      assertEquals(values(id.getProperty(key)), values(en.getProperty(key)), key);
      boolean isRefusal = !key.endsWith(".do") && !Set.of("enrolled", "refused").contains(key);
      assertTrue(!isRefusal || en.containsKey(key + ".do"), key);
    }
  }

  @Test
  void aRefusalThatIsNotKnownHereIsToldInTheWordsOfTheCommandCentre() {
    Outcome.Refused refused = Outcome.refused("of-a-newer-version", "Its own sentence.");
    assertTrue(Sentences.of("en").text(refused).contains("Its own sentence."));
    assertFalse(Sentences.of("en").todo(refused).isPresent());
  }
}
