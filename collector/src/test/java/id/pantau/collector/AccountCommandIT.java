package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.TestDb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandIT {
  private static final String PASSWORD = "rahasia sekali";

  @TempDir Path folder;
  private Path config;

  private record Answer(int code, String out, String err) {}

  @BeforeEach
  void configuration() throws IOException {
    DbSettings database = TestDb.freshSettings();
    config =
        Files.writeString(
            folder.resolve("collector.yaml"),
            """
            server:
              port: 0
            database:
              url: "%s"
              owner: { user: "%s", password: "%s" }
              app: { user: "%s", password: "%s" }
              service: { user: "%s", password: "%s" }
            """
                .formatted(
                    database.url(),
                    database.owner().user(),
                    database.owner().password(),
                    database.app().user(),
                    database.app().password(),
                    database.service().user(),
                    database.service().password()));
  }

  private Answer run(String stdin, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var all = new ArrayList<>(List.of(config.toString()));
    all.addAll(List.of(words));
    int code =
        new AccountCommand(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(all);
    return new Answer(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> logIn(String json) throws Exception {
    try (Collector collector =
            Collector.start(CollectorSettings.read(config), InstantSource.system());
        HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + collector.port() + "/api/v1/session"))
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void theFirstUserOfAnEmptyInstallationCanLogIn() throws Exception {
    Answer made =
        run(PASSWORD + "\n", "user", "operator.dikes", "opd-operator", "Operator Dikes", "dikes");
    assertEquals(0, made.code(), made.err());
    HttpResponse<String> login =
        logIn("{\"userName\":\"operator.dikes\",\"password\":\"" + PASSWORD + "\"}");
    assertEquals(200, login.statusCode(), login.body());
    assertTrue(login.body().contains("\"role\":\"opd-operator\""), login.body());
  }

  @Test
  void aWallScreenOpensWithTheTokenThatWasPrinted() throws Exception {
    Answer made = run("", "wall", "Ruang Bupati");
    assertEquals(0, made.code(), made.err());
    HttpResponse<String> login = logIn("{\"wallToken\":\"" + made.out().strip() + "\"}");
    assertEquals(200, login.statusCode(), login.body());
  }

  @Test
  void whatIsRefusedIsSaidInOneLine() {
    assertRefused("unknown role", run(PASSWORD, "user", "budi", "king", "Budi"));
    assertRefused("unknown OPD", run(PASSWORD, "user", "budi", "opd-head", "Budi", "moon"));
    assertRefused("exactly for opd-head", run(PASSWORD, "user", "budi", "opd-head", "Budi"));
    assertRefused("exactly for opd-head", run(PASSWORD, "user", "budi", "leader", "Budi", "dikes"));
    assertRefused("at least 10", run("short\n", "user", "budi", "leader", "Budi"));
    assertRefused("at least 10", run("", "user", "budi", "leader", "Budi"));
    assertRefused("user NAME ROLE", run(PASSWORD, "user"));
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    assertEquals(0, run(PASSWORD, "user", "budi", "leader", "Budi").code());
    assertRefused("budi", run(PASSWORD, "user", "budi", "leader", "Another Budi"));
  }

  private static void assertRefused(String reason, Answer answer) {
    assertEquals(2, answer.code(), answer.toString());
    assertTrue(answer.err().contains(reason), answer.err());
    assertEquals("", answer.out());
  }
}
