package id.pantau.collector.activity;

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

/** A file of the demo: {@code #} comments, column names, rows; columns separated by semicolons. */
final class DemoTable {
  private DemoTable() {}

  static List<Map<String, String>> read(String file) {
    try (InputStream in = DemoTable.class.getResourceAsStream("demo/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no demo file " + file);
      }
      List<String> lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .toList();
      String[] names = lines.getFirst().split(";", -1);
      var rows = new ArrayList<Map<String, String>>();
      for (String line : lines.subList(1, lines.size())) {
        rows.add(row(file, names, line));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read demo file " + file, e);
    }
  }

  private static Map<String, String> row(String file, String[] names, String line) {
    String[] cells = line.split(";", -1);
    if (cells.length != names.length) {
      throw new IllegalStateException(file + " has " + cells.length + " columns in: " + line);
    }
    var row = new HashMap<String, String>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], cells[i]);
    }
    return row;
  }
}
