package id.pantau.agent.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A vehicle's parts stay below the price that was promised, and both pages say what bom.csv says.
 */
class BillOfMaterialsTest {
  private static final int LIMIT_RP = 1_500_000;
  private static final List<String> HEAD =
      List.of(
          "id",
          "bagian",
          "part",
          "syarat",
          "requirement",
          "alternatif",
          "alternative",
          "unit_rp",
          "qty_full",
          "qty_economy");

  private final List<List<String>> rows = rows();

  @Test
  void bothVariantsStayBelowTheLimit() {
    for (String variant : List.of("qty_full", "qty_economy")) {
      int sum = sum(variant);
      assertTrue(sum > 0 && sum < LIMIT_RP, variant + " costs Rp " + sum);
    }
    assertTrue(sum("qty_economy") < sum("qty_full"));
  }

  @Test
  void everyRowIsANumberedPartWithNameInBothLanguages() {
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      assertEquals(HEAD.size(), row.size(), row::toString);
      assertEquals(Integer.toString(i + 1), cell(row, "id"));
      assertTrue(!cell(row, "bagian").isBlank() && !cell(row, "part").isBlank(), row::toString);
      assertTrue(number(row, "unit_rp") > 0 && number(row, "qty_full") >= 0, row::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bahan.md,bagian,syarat,alternatif,id",
    "bill-of-materials.md,part,requirement,alternative,en"
  })
  void pageShowsEveryRowAndTheSums(
      String page, String name, String why, String instead, String language) throws IOException {
    List<String> lines = Files.readAllLines(PinsFile.folder().resolve(page));
    Locale locale = Locale.of(language);
    List<String> expected = new ArrayList<>();
    for (List<String> row : rows) {
      expected.add(
          String.format(
              locale,
              "| %s | %s | %s | %s | %,d | %s | %s |",
              cell(row, "id"),
              cell(row, name),
              cell(row, why),
              cell(row, instead),
              number(row, "unit_rp"),
              cell(row, "qty_full"),
              cell(row, "qty_economy")));
    }
    assertEquals(expected, lines.stream().filter(line -> line.matches("\\| \\d+ \\|.*")).toList());
    String full = String.format(locale, "%,d", sum("qty_full"));
    String economy = String.format(locale, "%,d", sum("qty_economy"));
    assertTrue(
        lines.stream().anyMatch(line -> line.endsWith("**" + full + "** | **" + economy + "** |")),
        full);
    assertTrue(lines.stream().anyMatch(line -> line.contains("(Rp " + full + ")")), full);
    assertTrue(lines.stream().anyMatch(line -> line.contains("(Rp " + economy + ")")), economy);
  }

  private int sum(String variant) {
    return rows.stream().mapToInt(row -> number(row, "unit_rp") * number(row, variant)).sum();
  }

  private static int number(List<String> row, String column) {
    return Integer.parseInt(cell(row, column));
  }

  private static String cell(List<String> row, String column) {
    return row.get(HEAD.indexOf(column));
  }

  private static List<List<String>> rows() {
    try {
      List<List<String>> all =
          Files.readAllLines(PinsFile.folder().resolve("bom.csv")).stream()
              .map(BillOfMaterialsTest::cells)
              .toList();
      assertEquals(HEAD, all.getFirst());
      return all.subList(1, all.size());
    } catch (IOException e) {
      throw new IllegalStateException("no bom.csv", e);
    }
  }

  /** RFC 4180, one record a line. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
