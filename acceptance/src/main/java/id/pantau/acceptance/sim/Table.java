package id.pantau.acceptance.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the small comma-separated tables beside the classes; {@code #} begins a comment line. */
final class Table {
  private Table() {}

  /** The rows without comments and header, cut at the commas. */
  static List<String[]> rows(String fileName) {
    try (InputStream in = Table.class.getResourceAsStream(fileName)) {
      if (in == null) {
        throw new IllegalStateException("no " + fileName + " beside " + Table.class);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fileName, e);
    }
  }
}
