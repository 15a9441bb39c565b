package id.pantau.collector.region;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A seed file: {@code #} comments, a line of column names, rows; columns separated by semicolons.
 */
final class Table {
  private Table() {}

  /**
   * The rows of the file beside this class.
   *
   * @throws IllegalStateException when the file is missing or a row has another number of columns
   */
  static List<Map<String, String>> read(String file) {
    try (InputStream in = Table.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no seed " + file);
      }
      List<String> lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .toList();
      return rows(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read seed " + file, e);
    }
  }

  private static List<Map<String, String>> rows(String file, List<String> lines) {
    String[] names = lines.getFirst().split(";", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(";", -1);
      if (cells.length != names.length) {
        throw new IllegalStateException(file + ": " + line);
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
