package id.pantau.workbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The output of one process: all of it in a file of limited size, the newest lines in memory.
 *
 * <p>Its own daemon thread reads, so that the process never waits for a reader. At {@value
 * #FILE_LIMIT_BYTES} bytes the file is renamed to {@code .old} (one is kept) and begun anew.
 */
final class OutputLog {
  static final int REMEMBERED_LINES = 2_000;
  static final long FILE_LIMIT_BYTES = 8L << 20;
  private static final int TAIL_LINES = 30;
  private static final System.Logger LOG = System.getLogger(OutputLog.class.getName());

  private final Deque<String> lines = new ArrayDeque<>(); // guarded by itself
  private final Thread reader;

  private OutputLog(String name, InputStream output, Path file) {
    this.reader = new Thread(() -> copy(name, output, file), "output of " + name);
  }

  static OutputLog follow(String name, InputStream output, Path file) {
    var log = new OutputLog(name, output, file);
    log.reader.setDaemon(true);
    log.reader.start();
    return log;
  }

  /** Whether the process has closed its output and all of it has been read. */
  boolean isComplete() {
    return !reader.isAlive();
  }

  Optional<Matcher> find(Pattern pattern) {
    synchronized (lines) {
      return lines.stream().map(pattern::matcher).filter(Matcher::find).findFirst();
    }
  }

  String tail() {
    synchronized (lines) {
      return String.join(
          "\n", lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES)).toList());
    }
  }

  private void copy(String name, InputStream output, Path file) {
    try (var in = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      long written = Files.exists(file) ? Files.size(file) : 0;
      Writer out = append(file);
      try {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          out.write(line);
          out.write('\n');
          out.flush();
          remember(line); // last: who finds it finds it in the file as well
          written += line.length() + 1;
          if (written >= FILE_LIMIT_BYTES) {
            out.close();
            Files.move(
                file,
                file.resolveSibling(file.getFileName() + ".old"),
                StandardCopyOption.REPLACE_EXISTING);
            out = append(file);
            written = 0;
          }
        }
      } finally {
        out.close();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "output of " + name + " ended", e);
    }
  }

  private static Writer append(Path file) throws IOException {
    return Files.newBufferedWriter(
        file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
  }

  private void remember(String line) {
    synchronized (lines) {
      if (lines.size() == REMEMBERED_LINES) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }
}
