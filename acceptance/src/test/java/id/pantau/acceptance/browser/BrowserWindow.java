package id.pantau.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A window with cookies and storage of its own: one person before a screen.
 *
 * <p>Every call waits until it has succeeded, at most half a minute, and otherwise fails with what
 * the page says. To close it fails when anything went wrong in it, seen or unseen: an error of the
 * page's own code or in its console, a request to another host, a request that was refused and was
 * not to be.
 */
final class BrowserWindow implements AutoCloseable {
  private final Browser browser;
  private final int number;
  private final String address;

  /** Asking who is logged in is how the page finds out that nobody is. */
  private final Set<String> expected = new HashSet<>(Set.of("401 GET /api/v1/session"));

  BrowserWindow(Browser browser, int number, String address) {
    this.browser = browser;
    this.number = number;
    this.address = address;
  }

  /** Goes to a path of the collector, as one who types the address. */
  void open(String path) {
    tell("open", Map.of("url", address + path));
  }

  void reload() {
    tell("reload", Map.of());
  }

  /** Gives it this size in pixels, as one who turns or drags it. */
  void resize(int width, int height) {
    tell("resize", Map.of("width", width, "height", height));
  }

  /** Lets the collector refuse such a request, e.g. {@code 403 GET /api/v1/packages/7}. */
  void expect(String refusal) {
    expected.add(refusal);
  }

  /** Logs in at the interface and goes to where this person begins the day. */
  void logIn(String userName, String password) {
    var credentials = Map.of("userName", userName, "password", password);
    tell("post", Map.of("url", address + "/api/v1/session", "json", credentials));
    open("/");
  }

  /** Logs in through the page. */
  void fillLogin(String userName, String password) {
    fill("Nama pengguna", userName);
    fill("Kata sandi", password);
    press("Masuk");
  }

  void fill(String label, String text) {
    tell("fill", Map.of("label", label, "text", text));
  }

  /** Picks from a list. */
  void pick(String label, String option) {
    tell("pick", Map.of("label", label, "option", option));
  }

  /** Presses the first button of this name. */
  void press(String name) {
    tell("press", Map.of("name", name));
  }

  void click(String selector) {
    tell("click", Map.of("selector", selector));
  }

  /** Clicks a pixel, whatever is there. */
  void clickAt(double x, double y) {
    tell("clickAt", Map.of("x", x, "y", y));
  }

  /** Waits until this text can be read. */
  void see(String text) {
    tell("see", Map.of("text", text));
  }

  /** Waits until there is such an element. */
  void find(String selector) {
    tell("find", Map.of("selector", selector));
  }

  String text(String selector) {
    return tell("text", Map.of("selector", selector)).asText();
  }

  /** Waits until an expression of the page's language is true. */
  void until(String script) {
    tell("until", Map.of("script", script));
  }

  JsonNode evaluate(String script) {
    return tell("evaluate", Map.of("script", script));
  }

  /** All that the page holds, seen or unseen. */
  String markup() {
    return evaluate("document.documentElement.outerHTML").asText();
  }

  /** What has gone wrong in it so far. */
  List<String> faults() {
    var faults = new ArrayList<String>();
    tell("faults", Map.of()).forEach(fault -> faults.add(fault.asText()));
    faults.removeAll(expected);
    return faults;
  }

  private JsonNode tell(String action, Map<String, ?> parameters) {
    var addressed = new HashMap<String, Object>(parameters);
    addressed.put("window", number);
    return browser.tell(action, addressed);
  }

  @Override
  public void close() {
    List<String> faults = faults();
    tell("close", Map.of());
    if (!faults.isEmpty()) {
      throw new AssertionError("went wrong in the window: " + faults);
    }
  }
}
