package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules about source files that no compiler sees. */
class TidyTest {
  private static final Path JAVA = Path.of("src/main/java");
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path MESSAGES = RESOURCES.resolve("id/pantau/collector");

  /** {@code Problem.of(404, "no-such-path"}, over line ends. */
  private static final Pattern PROBLEM =
      Pattern.compile("Problem\\.of\\(\\s*\\d+,\\s*\"([^\"]+)\"");

  private static final Pattern FIELD =
      Pattern.compile("(?:new FieldError|ofField|reject)\\([^,;]+,\\s*\"([^\"]+)\"");
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

  /** Heads of columns and the like, which are no sentences and end without a point. */
  private static final Pattern LABEL =
      Pattern.compile("(export|column|vehicle-kind|vehicle-use)\\..*");

  @Test
  void bothLanguagesHaveTheSameSentences() throws IOException {
    assertEquals(keys(Locale.of("id")), keys(Locale.ENGLISH));
  }

  @Test
  void everySentenceCanBeFilledIn() throws IOException {
    for (Locale language : List.of(Locale.of("id"), Locale.ENGLISH)) {
      Properties messages = messages(language);
      for (String key : messages.stringPropertyNames()) {
        String text =
            new MessageFormat(messages.getProperty(key), language)
                .format(new Object[] {"A", "B", "C", "D", "E"});
        assertTrue(
            !text.isBlank()
                && !text.contains("{")
                && (LABEL.matcher(key).matches() || text.matches("(?s).*[.?!:A-E0-9)]")),
            key + ": " + text);
      }
    }
  }

  /** A single quote that is not doubled would swallow the arguments behind it. */
  @Test
  void noSentenceHasALonelyQuote() throws IOException {
    for (Locale language : List.of(Locale.of("id"), Locale.ENGLISH)) {
      Properties messages = messages(language);
      for (String key : messages.stringPropertyNames()) {
        String left = messages.getProperty(key).replace("''", "");
        assertTrue(!left.contains("'"), key);
      }
    }
  }

  @Test
  void everyRefusalInTheCodeHasItsSentence() throws IOException {
    Set<String> known = keys(Locale.of("id"));
    List<String> missing = new ArrayList<>();
    for (Path file : files(JAVA, ".java")) {
      String text = Files.readString(file);
      codes(PROBLEM, text).filter(code -> !known.contains("problem." + code)).forEach(missing::add);
      codes(FIELD, text).filter(code -> !known.contains("field." + code)).forEach(missing::add);
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void noSentenceIsLeftOver() throws IOException {
    String code =
        files(JAVA, ".java").stream().map(TidyTest::read).collect(Collectors.joining("\n"));
    List<String> unused =
        keys(Locale.of("id")).stream()
            .filter(key -> !code.contains("\"" + key.substring(key.indexOf('.') + 1) + "\""))
            .filter(key -> !code.contains("\"" + key + "\""))
            .toList();
    assertEquals(List.of(), unused);
  }

  @Test
  void noStatementHasADoubleColon() throws IOException {
    for (Path file : files(RESOURCES, ".sql")) {
      if (!file.startsWith(RESOURCES.resolve("db"))) {
        String statement = COMMENT.matcher(Files.readString(file)).replaceAll("");
        assertTrue(!statement.contains("::"), file + ": the DB Client reads :: as a parameter");
      }
    }
  }

  @Test
  void everyStatementFileIsUsedByTheClassBesideIt() throws IOException {
    for (Path file : files(RESOURCES, ".sql")) {
      if (file.startsWith(RESOURCES.resolve("db"))) {
        continue;
      }
      Path folder = JAVA.resolve(RESOURCES.relativize(file.getParent()));
      String code =
          files(folder, ".java").stream().map(TidyTest::read).collect(Collectors.joining());
      assertTrue(code.contains("\"" + file.getFileName() + "\""), file + " is used by nobody");
    }
  }

  @Test
  void everyTableSaysWhatItIs() throws IOException {
    Pattern made = Pattern.compile("(?m)^CREATE TABLE (\\w+)(?! PARTITION OF)");
    StringBuilder all = new StringBuilder();
    for (Path file : files(RESOURCES.resolve("db"), ".sql")) {
      all.append(Files.readString(file));
    }
    made.matcher(all)
        .results()
        .map(result -> result.group(1))
        .forEach(
            table ->
                assertTrue(
                    all.indexOf("COMMENT ON TABLE " + table + " IS") >= 0,
                    table + " has no comment"));
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    for (Path folder :
        files(JAVA, ".java").stream().map(Path::getParent).collect(Collectors.toSet())) {
      assertTrue(
          Files.readString(folder.resolve("package-info.java")).contains("@NullMarked"),
          folder.toString());
    }
  }

  private static Stream<String> codes(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
  }

  private static Set<String> keys(Locale language) throws IOException {
    return new TreeSet<>(messages(language).stringPropertyNames());
  }

  private static Properties messages(Locale language) throws IOException {
    var properties = new Properties();
    Path file = MESSAGES.resolve("messages_" + language.getLanguage() + ".properties");
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read " + file, e);
    }
  }
}
