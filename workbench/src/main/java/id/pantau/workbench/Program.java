package id.pantau.workbench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to start and how.
 *
 * @param name a short word for logs and failures
 * @param command the executable and its arguments
 * @param log where its output goes
 * @param environment variables added to ours
 * @param directory where it runs; empty = where we run
 * @param runAs the user to become (only root can); empty = our own
 * @param lastSignal what the kernel sends it when this JVM is gone, e.g. {@code KILL}
 * @param piped whether the caller talks to its stdin and stdout; then only stderr goes to the log
 */
public record Program(
    String name,
    List<String> command,
    Path log,
    Map<String, String> environment,
    Optional<Path> directory,
    Optional<String> runAs,
    String lastSignal,
    boolean piped) {

  public Program {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("no command for " + name);
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A program as our own user, killed when this JVM is gone. */
  public static Program of(String name, Path log, List<String> command) {
    return new Program(
        name, command, log, Map.of(), Optional.empty(), Optional.empty(), "KILL", false);
  }

  public Program withEnvironment(Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return new Program(name, command, log, all, directory, runAs, lastSignal, piped);
  }

  public Program in(Path newDirectory) {
    return new Program(
        name, command, log, environment, Optional.of(newDirectory), runAs, lastSignal, piped);
  }

  public Program as(String user) {
    return new Program(
        name, command, log, environment, directory, Optional.of(user), lastSignal, piped);
  }

  public Program withLastSignal(String signal) {
    return new Program(name, command, log, environment, directory, runAs, signal, piped);
  }

  public Program withPipes() {
    return new Program(name, command, log, environment, directory, runAs, lastSignal, true);
  }
}
