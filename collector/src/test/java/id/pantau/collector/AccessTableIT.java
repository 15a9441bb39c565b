package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.web.Http;
import id.pantau.collector.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Calls every route as everybody and holds the answers against the committed table {@code
 * access-table.txt}: who may do what is read there, and a route without a row fails.
 *
 * <p>Ids in paths are those of agency {@code dikes}. Writes carry what makes no sense, so that
 * whoever may write is told 400 or 422, and nothing is changed. {@code 200/3} is a list with three
 * rows: scope narrows lists, it does not refuse them.
 */
class AccessTableIT {
  /** Where an empty object is refused before anybody asks who sent it. */
  private static final Map<String, String> BODIES =
      Map.of("/api/v1/duties/nihil", "{\"date\":\"2026-12-31\"}");

  @Test
  void everybodyGetsWhatTheTableSays() throws IOException {
    try (var pantau = new PeopledCollector()) {
      assertEquals(expected(), table(pantau));
    }
  }

  private static String table(PeopledCollector pantau) {
    List<String> lines = new ArrayList<>();
    lines.add(line("", PeopledCollector.columns()));
    pantau.routes().stream()
        .sorted(
            // Logging out comes last: after it nobody would be known.
            Comparator.comparing((Route route) -> route.path().equals("/api/v1/session"))
                .thenComparing(route -> route.method().equals("DELETE"))
                .thenComparing(Route::path)
                .thenComparing(Route::method))
        .forEach(
            route ->
                lines.add(
                    line(
                        route.method() + " " + route.path(),
                        PeopledCollector.columns().stream()
                            .map(who -> call(pantau.client(who), route, pantau.path(route)))
                            .toList())));
    return String.join("\n", lines) + "\n";
  }

  private static String call(Http http, Route route, String path) {
    if (path.equals("/api/v1/stream")) {
      return "" + http.status(route.method(), path, "");
    }
    String body =
        route.method().equals("POST") || route.method().equals("PUT")
            ? BODIES.getOrDefault(route.path(), "{}")
            : "";
    Http.Answer answer = http.send(route.method(), path, body);
    return answer.status() + (answer.status() == 200 ? count(answer) : "");
  }

  /** How many rows of a list were shown. */
  private static String count(Http.Answer answer) {
    if (!answer.header("Content-Type").startsWith("application/json")) {
      return "";
    }
    for (String list : new String[] {"items", "opds"}) {
      if (answer.json().has(list)) {
        return "/" + answer.json().get(list).size();
      }
    }
    return "";
  }

  private static String line(String first, List<String> cells) {
    return String.format("%-52s", first)
        + cells.stream().map(cell -> String.format("%15s", cell)).collect(Collectors.joining());
  }

  private static String expected() throws IOException {
    try (InputStream in = AccessTableIT.class.getResourceAsStream("access-table.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line + "\n")
          .collect(Collectors.joining());
    }
  }
}
