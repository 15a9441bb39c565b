package id.pantau.agent.vitals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files in which Linux tells about itself.
 *
 * @param root {@code /}, or the folder of a test
 */
record SystemFiles(Path root) {
  private static final int MAX_BYTES = 8_192;
  private static final int MAX_FILES = 64;

  /** The text without the blanks around it; empty where there is no such file. */
  Optional<String> find(String path) {
    return find(root.resolve(path));
  }

  static Optional<String> find(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException notSaid) { // Some exist and refuse: a card without the register.
      return Optional.empty();
    }
  }

  static OptionalLong findNumber(Path file) {
    return find(file).map(SystemFiles::number).orElse(OptionalLong.empty());
  }

  static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.decode(text));
    } catch (NumberFormatException notSaid) {
      return OptionalLong.empty();
    }
  }

  /** What is in the folder and called like that, in order; the first few of very many. */
  List<Path> list(String folder, String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve(folder), glob)) {
      for (Path each : all) {
        if (found.size() < MAX_FILES) {
          found.add(each);
        }
      }
    } catch (IOException | DirectoryIteratorException notThere) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
