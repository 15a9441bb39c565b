package id.pantau.agent.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What technicians read: each page in both languages, each link leads somewhere, no pin number that
 * is not in pins.yaml.
 */
class PagesTest {
  private static final Map<String, String> PAIRS =
      Map.of(
          "bahan.md", "bill-of-materials.md",
          "daya.md", "power.md",
          "antena.md", "antenna.md",
          "kartu.md", "card.md",
          "uji-meja.md", "bench-test.md",
          "pemasangan.md", "installation.md");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
  private static final Pattern PIN = Pattern.compile("GPIO(\\d+)");

  @Test
  void everyPageHasItsTwinAndIsInTheIndex() throws IOException {
    TreeSet<String> expected = new TreeSet<>(PAIRS.keySet());
    expected.addAll(PAIRS.values());
    expected.add("README.md");
    TreeSet<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.list(PinsFile.folder())) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .forEach(there::add);
    }
    assertEquals(expected, there);

    String index = read("README.md");
    PAIRS.forEach(
        (indonesian, english) -> {
          assertTrue(index.contains("](" + indonesian + ")"), indonesian);
          assertTrue(index.contains("](" + english + ")"), english);
        });
  }

  /** Steps, rows of tables, tick boxes and commands: what a translation must not lose. */
  @Test
  void twinsHaveTheSameTablesListsAndTickBoxes() throws IOException {
    for (Map.Entry<String, String> pair : PAIRS.entrySet()) {
      assertEquals(shape(read(pair.getKey())), shape(read(pair.getValue())), pair::toString);
    }
  }

  private static List<String> shape(String page) {
    List<String> shape = new ArrayList<>();
    for (String line : page.lines().toList()) {
      if (line.startsWith("#")) {
        shape.add(line.substring(0, line.indexOf(' ')));
      } else if (line.startsWith("| ")) {
        shape.add("row of " + line.chars().filter(c -> c == '|').count());
      } else if (line.contains("[ ]")) {
        shape.add("tick boxes " + line.split("\\[ ]", -1).length);
      } else if (line.matches("(- |\\d+\\. ).*")) {
        shape.add("item");
      }
    }
    return shape;
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    try (Stream<Path> files = Files.walk(PinsFile.folder())) {
      for (Path page : files.filter(file -> file.toString().endsWith(".md")).toList()) {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
          assertTrue(Files.exists(page.resolveSibling(link.group(1))), page + ": " + link.group(1));
        }
      }
    }
  }

  /** GPIO21 is the relay of the bench, on another Pi. */
  @Test
  void pagesNameNoPinThatIsNotWired() throws IOException {
    List<Integer> wired = new ArrayList<>(List.of(21));
    PinsFile.read().values().forEach(pin -> pin.bcm().ifPresent(wired::add));
    for (Map.Entry<String, String> pair : PAIRS.entrySet()) {
      Matcher pin = PIN.matcher(read(pair.getKey()) + read(pair.getValue()));
      while (pin.find()) {
        assertTrue(wired.contains(Integer.valueOf(pin.group(1))), pair + ": " + pin.group());
      }
    }
  }

  private static String read(String page) throws IOException {
    return Files.readString(PinsFile.folder().resolve(page));
  }
}
