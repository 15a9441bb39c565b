package id.pantau.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Chromium, driven through Playwright's core of the web app's own development dependencies:
 * no browser is downloaded.
 *
 * <p>One thread. It ends with this JVM, whatever happens: the driver is our child, and Chromium the
 * driver's, on a pipe that breaks with it.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private final ChildProcess process;
  private final BufferedReader answers;
  private final String address;

  private Browser(ChildProcess process, String address) {
    this.process = process;
    this.address = address;
    this.answers =
        new BufferedReader(new InputStreamReader(process.stdout(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it.
   *
   * @param address of the collector; a request to any other is a fault
   */
  static Browser start(BrowserTools tools, String address, Path log) {
    var command =
        List.of(
            tools.node().toString(),
            tools.driver().toString(),
            tools.webApp().toString(),
            tools.chromium().toString());
    return new Browser(
        ChildProcess.start(Program.of("browser", log, command).withPipes()), address);
  }

  /** A new private window: nobody is logged in. */
  BrowserWindow open(int width, int height) {
    JsonNode number = tell("window", Map.of("width", width, "height", height, "address", address));
    return new BrowserWindow(this, number.asInt(), address);
  }

  /**
   * Has something done, and waits for it.
   *
   * @throws AssertionError when it could not be done, with what the page says
   */
  JsonNode tell(String action, Map<String, ?> parameters) {
    var command = new HashMap<String, Object>(parameters);
    command.put("do", action);
    try {
      process
          .stdin()
          .write((JSON.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
      process.stdin().flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("the browser ended:\n" + process.tail());
      }
      JsonNode answer = JSON.readTree(line);
      if (answer.has("error")) {
        throw new AssertionError(action + " " + parameters + ": " + answer.get("error").asText());
      }
      return answer.get("value");
    } catch (IOException e) {
      throw new UncheckedIOException("the browser does not listen:\n" + process.tail(), e);
    }
  }

  @Override
  public void close() {
    try {
      process.stdin().close(); // It then closes Chromium and ends.
      process.awaitEnd(END_LIMIT);
    } catch (IOException e) {
      throw new UncheckedIOException("the browser does not listen:\n" + process.tail(), e);
    } finally {
      process.close();
    }
  }
}
