package id.pantau.agent.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * By the program systemd-notify, one process a message. What it says is believed only because the
 * unit has {@code NotifyAccess=all}.
 */
record NotifyProgram(String program) implements Notifier {
  /**
   * It waits itself for five seconds until systemd has heard it; a watchdog grants more than ours.
   */
  private static final int LIMIT_S = 8;

  @Override
  public void tell(String message) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(message.lines().toList());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(program + " does not end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while telling " + message, e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(program + " ended with code " + process.exitValue());
    }
  }
}
