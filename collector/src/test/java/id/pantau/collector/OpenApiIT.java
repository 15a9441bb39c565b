package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.web.Http;
import id.pantau.collector.web.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the description of the API against its routes. */
class OpenApiIT {
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  private static PeopledCollector pantau;

  private final Map<String, Object> document = new OpenApi("0.0.0").document();

  @BeforeAll
  static void start() {
    pantau = new PeopledCollector();
  }

  @AfterAll
  static void stop() {
    pantau.close();
  }

  @Test
  void describesExactlyTheRoutesThatThereAre() {
    Set<String> described = new TreeSet<>();
    paths()
        .forEach(
            (path, item) ->
                item.keySet().stream()
                    .filter(METHODS::contains)
                    .forEach(
                        method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    Set<String> served =
        pantau.routes().stream()
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(String.join("\n", served), String.join("\n", described));
  }

  @Test
  void describesEveryParameterOfAPath() {
    List<String> missing = new ArrayList<>();
    for (Route route : pantau.routes()) {
      String described = describedParameters(paths().get(route.path()));
      PARAMETER
          .matcher(route.path())
          .results()
          .map(MatchResult::group)
          .map(braced -> braced.substring(1, braced.length() - 1))
          .filter(name -> !described.contains("name=" + name + ", in=path"))
          .forEach(name -> missing.add(route.path() + " " + name));
    }
    assertEquals(List.of(), missing);
  }

  private String describedParameters(Map<String, Object> item) {
    var text = new StringBuilder();
    for (Object parameter : (List<?>) item.getOrDefault("parameters", List.of())) {
      Object reference = map(parameter).get("$ref");
      text.append(reference == null ? parameter : SchemaCheck.follow(document, (String) reference));
    }
    return text.toString();
  }

  @Test
  void everyOperationHasASummaryAndWhatItAnswers() {
    List<String> poor = new ArrayList<>();
    paths()
        .forEach(
            (path, item) ->
                item.forEach(
                    (method, operation) -> {
                      if (METHODS.contains(method)
                          && !(map(operation).containsKey("summary")
                              && map(operation).containsKey("responses"))) {
                        poor.add(method + " " + path);
                      }
                    }));
    assertEquals(List.of(), poor);
  }

  /** Every field that is answered is described, and every field that is promised is there. */
  @Test
  void answersAreAsDescribed() {
    report();
    var schemas = new SchemaCheck(document);
    int checked = 0;
    for (Route route : pantau.routes()) {
      Map<String, Object> json = jsonAnswer(route);
      if (route.method().equals("GET") && !json.isEmpty()) {
        Http.Answer answer = firstGood(route);
        schemas.check(route.path(), map(json.get("schema")), answer.json());
        checked++;
      }
    }
    assertEquals(List.of(), schemas.faults());
    assertTrue(checked >= 15, checked + " answers were checked");
  }

  /** So that there is a report to be described. */
  private static void report() {
    Route updates =
        pantau.routes().stream()
            .filter(route -> route.path().endsWith("/updates"))
            .findFirst()
            .orElseThrow();
    Http.Answer answer =
        pantau
            .client("operator-own")
            .post(
                pantau.path(updates),
                "{\"date\":\""
                    + PeopledCollector.TODAY
                    + "\",\"kind\":\"progress\",\"physicalPct\":40,\"note\":\"pondasi\","
                    + "\"obstacle\":{\"code\":\"weather\",\"text\":\"hujan\"}}");
    assertEquals(201, answer.status(), answer.text());
  }

  /** The answer of the first who gets one; operators first, because they see most of the own. */
  private static Http.Answer firstGood(Route route) {
    String path = pantau.path(route) + (route.path().endsWith("/route") ? "?format=compact" : "");
    for (String who : List.of("operator-own", "leader", "technician", "admin")) {
      Http.Answer answer = pantau.client(who).get(path);
      if (answer.status() == 200) {
        return answer;
      }
    }
    throw new AssertionError("nobody may read " + path);
  }

  private Map<String, Object> jsonAnswer(Route route) {
    Map<String, Object> operation =
        map(paths().get(route.path()).get(route.method().toLowerCase(Locale.ROOT)));
    Map<String, Object> responses = map(operation.get("responses"));
    Map<String, Object> ok = map(responses.getOrDefault("200", Map.of()));
    if (ok.containsKey("$ref")) {
      ok = map(SchemaCheck.follow(document, (String) ok.get("$ref")));
    }
    Map<String, Object> content = map(ok.getOrDefault("content", Map.of()));
    return map(content.getOrDefault("application/json", Map.of()));
  }

  @Test
  void everyReferencePointsAtSomething() {
    List<String> dangling = new ArrayList<>();
    collectReferences(document).stream()
        .filter(reference -> !exists(reference))
        .forEach(dangling::add);
    assertEquals(List.of(), dangling);
    assertTrue(!collectReferences(document).isEmpty());
  }

  private boolean exists(String reference) {
    Object at = document;
    for (String step : reference.replace("#/", "").split("/")) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return at != null;
  }

  private static Set<String> collectReferences(Object node) {
    Set<String> found = new TreeSet<>();
    switch (node) {
      case Map<?, ?> map ->
          map.forEach(
              (key, value) -> {
                if (key.equals("$ref")) {
                  found.add((String) value);
                } else {
                  found.addAll(collectReferences(value));
                }
              });
      case List<?> list -> list.forEach(each -> found.addAll(collectReferences(each)));
      case null, default -> {}
    }
    return found;
  }

  private Map<String, Map<String, Object>> paths() {
    return map(document.get("paths")).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
  }

  @SuppressWarnings("unchecked") // a YAML mapping with words as keys
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
