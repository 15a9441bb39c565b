package id.pantau.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Short commands that run to their end. */
final class Commands {
  record Outcome(int exitCode, String output) {}

  private Commands() {}

  /**
   * Runs a command and returns what it printed (stdout and stderr).
   *
   * @throws IllegalStateException when it fails, with what it printed
   */
  static String run(String what, List<String> command) {
    return run(what, command, Map.of());
  }

  static String run(String what, List<String> command, Map<String, String> environment) {
    Outcome outcome = attempt(command, environment);
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(
          what + " failed with exit code " + outcome.exitCode() + ": " + outcome.output());
    }
    return outcome.output();
  }

  static Outcome attempt(List<String> command, Map<String, String> environment) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output.strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command.get(0), e);
    }
  }
}
