package id.pantau.acceptance.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a browser test needs from the machine, found. */
record BrowserTools(Path node, Path driver, Path webApp, Path chromium) {
  /** Where {@code ./pantau} found or unpacked it. */
  private static final String CHROMIUM_VARIABLE = "PANTAU_CHROMIUM";

  /**
   * {@code ./pantau test} sets it, and brings all tools: there nothing is skipped for want of one.
   */
  private static final String RUN_VARIABLE = "PANTAU_RUN";

  private static final List<String> CHROMIUMS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /**
   * Finds them. A build that was told to leave the web app out skips the test, and says so; any
   * other want fails it.
   *
   * @throws IllegalStateException when one is missing, with how to get it
   */
  static BrowserTools findOrSkip() {
    Path repository = repository();
    Path webApp = repository.resolve("dashboard/web");
    if (BrowserTools.class.getResource("/web/index.html") == null) {
      return abort("skipped: the web app was left out of this build (-Dweb.skip)");
    }
    if (!Files.isDirectory(webApp.resolve("node_modules/playwright-core"))) {
      throw missing("dashboard/web/node_modules/playwright-core; build once without -Dweb.skip");
    }
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv(CHROMIUM_VARIABLE))
            .map(Path::of)
            .or(() -> findProgram(CHROMIUMS));
    if (chromium.isEmpty()) {
      throw missing("Chromium; apt-get install chromium, or name it in " + CHROMIUM_VARIABLE);
    }
    Optional<Path> node = findProgram(List.of("node"));
    if (node.isEmpty()) {
      throw missing("node; apt-get install nodejs");
    }
    Path driver = repository.resolve("acceptance/src/test/browser/driver.mjs");
    return new BrowserTools(node.get(), driver, webApp, chromium.get());
  }

  private static IllegalStateException missing(String what) {
    return new IllegalStateException("there is no " + what);
  }

  private static Path repository() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("acceptance/pom.xml"))) {
        return at;
      }
    }
    throw new IllegalStateException("not inside the repository: " + Path.of("").toAbsolutePath());
  }

  private static Optional<Path> findProgram(List<String> names) {
    for (String name : names) {
      for (String folder : System.getenv("PATH").split(":")) {
        Path candidate = Path.of(folder, name);
        if (Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }
}
