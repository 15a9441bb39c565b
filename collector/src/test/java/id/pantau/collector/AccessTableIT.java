package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.activity.ActivityBed;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Http;
import id.pantau.collector.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Calls every route as everybody and holds the answers against the committed table {@code
 * access-table.txt}: who may do what is read there, and a route without a row fails.
 *
 * <p>Ids in paths are those of agency {@code dikes}; "own" are its people, "other" those of {@code
 * pupr}. Writes carry what makes no sense, so that whoever may write is told 400 or 422, and
 * nothing is changed. {@code 200/3} is a list with three rows: scope narrows lists, it does not
 * refuse them.
 */
class AccessTableIT {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final String PASSWORD = "a password of tests";

  /** Who asks, in the order of the columns. */
  private static final List<Person> PEOPLE =
      List.of(
          new Person("leader", Role.LEADER, Optional.empty()),
          new Person("verifier", Role.VERIFIER, Optional.empty()),
          new Person("cc-operator", Role.CC_OPERATOR, Optional.empty()),
          new Person("head-own", Role.OPD_HEAD, Optional.of("dikes")),
          new Person("head-other", Role.OPD_HEAD, Optional.of("pupr")),
          new Person("operator-own", Role.OPD_OPERATOR, Optional.of("dikes")),
          new Person("operator-other", Role.OPD_OPERATOR, Optional.of("pupr")),
          new Person("technician", Role.TECHNICIAN, Optional.empty()),
          new Person("admin", Role.ADMIN, Optional.empty()));

  /** Where an empty object is refused before anybody asks who sent it. */
  private static final Map<String, String> BODIES =
      Map.of("/api/v1/duties/nihil", "{\"date\":\"2026-12-31\"}");

  private record Person(String name, Role role, Optional<String> opd) {}

  @Test
  void everybodyGetsWhatTheTableSays() throws IOException {
    DbSettings database = TestDb.freshSettings();
    try (var bed = new ActivityBed(database, TODAY, "10:00");
        Collector collector = Collector.start(settings(database), bed)) {
      Map<String, String> ids =
          Map.of(
              "{packageId}", "" + bed.give("dikes", ActivityBed.Plan.works("Puskesmas")),
              "{vehicleId}", "" + addVehicle(collector, bed.opd("dikes")),
              "{opdId}", "" + bed.opd("dikes"),
              "{date}", TODAY.toString());
      Map<String, Http> clients = logIn(collector, bed);
      assertEquals(expected(), table(collector.routes(), clients, ids));
    }
  }

  private static CollectorSettings settings(DbSettings database) {
    return new CollectorSettings("127.0.0.1", 0, database, Optional.empty(), "lombok-timur", false);
  }

  private static int addVehicle(Collector collector, int opdId) {
    return collector
        .doors()
        .fleet()
        .addVehicle(
            new NewVehicle(
                "DR 1 L",
                "Ambulans",
                "ambulance",
                "service",
                opdId,
                Optional.empty(),
                Optional.empty()));
  }

  private static Map<String, Http> logIn(Collector collector, ActivityBed bed) {
    Http nobody = Http.of("http://127.0.0.1:" + collector.port());
    Auth auth = collector.doors().auth();
    var clients = new LinkedHashMap<String, Http>();
    clients.put("nobody", nobody);
    for (Person person : PEOPLE) {
      OptionalInt opd =
          person.opd.isPresent() ? OptionalInt.of(bed.opd(person.opd.get())) : OptionalInt.empty();
      auth.addUser(new NewUser(person.name, person.name, person.role, opd, PASSWORD));
      clients.put(
          person.name,
          session(
              nobody, "{\"userName\":\"" + person.name + "\",\"password\":\"" + PASSWORD + "\"}"));
    }
    String token = auth.addWallScreen("Ruang rapat");
    clients.put("wall", session(nobody, "{\"wallToken\":\"" + token + "\"}"));
    return clients;
  }

  private static Http session(Http nobody, String credentials) {
    Http.Answer answer = nobody.post("/api/v1/session", credentials);
    assertEquals(200, answer.status(), answer.text());
    return nobody.with(answer.header("Set-Cookie").split(";")[0]);
  }

  private static String table(
      List<Route> routes, Map<String, Http> clients, Map<String, String> ids) {
    List<String> lines = new ArrayList<>();
    lines.add(line("", List.copyOf(clients.keySet())));
    routes.stream()
        .sorted(
            // Logging out comes last: after it nobody would be known.
            Comparator.comparing((Route route) -> route.method().equals("DELETE"))
                .thenComparing(Route::path)
                .thenComparing(Route::method))
        .forEach(
            route ->
                lines.add(
                    line(
                        route.method() + " " + route.path(),
                        clients.values().stream().map(http -> call(http, route, ids)).toList())));
    return String.join("\n", lines) + "\n";
  }

  private static String call(Http http, Route route, Map<String, String> ids) {
    String path = route.path();
    for (var id : ids.entrySet()) {
      path = path.replace(id.getKey(), id.getValue());
    }
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
