package id.pantau.agent.vitals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Programs of the system that know something, asked within a limit of time.
 *
 * @param folders where they are looked for
 */
record Programs(List<Path> folders, Duration limit) {
  private static final int MAX_BYTES = 64 * 1024;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  Programs {
    folders = List.copyOf(folders);
  }

  static Programs ofSystem() {
    return new Programs(List.of(Path.of("/usr/bin"), Path.of("/bin")), LIMIT);
  }

  /** What it printed; empty when there is none, when it failed, or when it did not end in time. */
  Optional<String> ask(List<String> command) {
    Optional<Path> program =
        folders.stream()
            .map(folder -> folder.resolve(command.getFirst()))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(command);
    all.set(0, program.get().toString());
    try {
      Path said = Files.createTempFile("pantau-", ".said");
      try {
        return run(all, said);
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException notSaid) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Into a file: to read from a pipe may wait as long as a grandchild holds it open. */
  private Optional<String> run(List<String> command, Path said)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    Process process =
        builder
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile())
            .start();
    boolean ended;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (!ended || process.exitValue() != 0) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(said)) {
      return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    }
  }
}
