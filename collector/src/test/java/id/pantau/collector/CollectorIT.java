package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.auth.NewUser;
import id.pantau.collector.scope.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CollectorIT {
  private static final String PASSWORD = "a password of tests";
  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-11-25T01:00:00Z"));
  private static TestCollector pantau;

  @BeforeAll
  static void start() {
    pantau = TestCollector.start(NOW::get);
    pantau
        .collector()
        .doors()
        .auth()
        .addUser(new NewUser("bupati", "Bupati", Role.LEADER, OptionalInt.empty(), PASSWORD));
  }

  @AfterAll
  static void stop() {
    pantau.close();
  }

  private static HttpResponse<String> logIn(String userName, String password, String language) {
    return pantau.send(
        pantau
            .request("/api/v1/session")
            .header("Accept-Language", language)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"userName\":\"" + userName + "\",\"password\":\"" + password + "\"}")));
  }

  @Test
  void aPersonLogsInIsKnownAndLogsOut() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    HttpResponse<String> me = pantau.get("/api/v1/session", cookie);
    assertEquals(200, me.statusCode());
    assertTrue(me.body().contains("\"role\":\"leader\""), me.body());
    assertEquals(
        204,
        pantau
            .send(pantau.request("/api/v1/session").header("Cookie", cookie).DELETE())
            .statusCode());
    assertEquals(401, pantau.get("/api/v1/session", cookie).statusCode());
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOtherSites() {
    String cookie =
        logIn("bupati", PASSWORD, "id").headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameGetTheSameAnswerInTheReadersLanguage() {
    HttpResponse<String> wrong = logIn("bupati", "not this one", "id");
    HttpResponse<String> unknown = logIn("nobody", "not this one", "id");
    assertEquals(401, wrong.statusCode());
    assertEquals(wrong.body(), unknown.body());
    assertTrue(wrong.body().contains("kata sandi salah"), wrong.body());
    assertTrue(logIn("bupati", "not this one", "en").body().contains("Wrong user name"));
    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(2)));
    pantau.logIn("bupati", PASSWORD); // clears the count for the other tests
  }

  @Test
  void guessingIsSlowedDownButNobodyIsLockedOut() {
    for (int i = 0; i < 5; i++) {
      assertEquals(401, logIn("sekda", "guess " + i, "id").statusCode());
    }
    HttpResponse<String> slowed = logIn("sekda", "guess", "id");
    assertEquals(429, slowed.statusCode());
    assertTrue(slowed.body().contains("Terlalu banyak percobaan"), slowed.body());
    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(2)));
    assertEquals(401, logIn("sekda", "guess", "id").statusCode());
    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(2)));
    pantau.logIn("bupati", PASSWORD);
  }

  @Test
  void anIdleSessionEndsAndAUsedOneLivesOn() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    for (int i = 0; i < 4; i++) {
      NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(20)));
      assertEquals(200, pantau.get("/api/v1/session", cookie).statusCode());
    }
    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(31)));
    assertEquals(401, pantau.get("/api/v1/session", cookie).statusCode());
  }

  @Test
  void aWallScreenLogsInByItsTokenAndStays() {
    String token = pantau.collector().doors().auth().addWallScreen("Ruang Bupati");
    HttpResponse<String> open =
        pantau.send(
            pantau
                .request("/api/v1/session")
                .POST(HttpRequest.BodyPublishers.ofString("{\"wallToken\":\"" + token + "\"}")));
    String cookie = open.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    NOW.updateAndGet(now -> now.plus(Duration.ofDays(2)));
    assertTrue(pantau.get("/api/v1/session", cookie).body().contains("\"role\":\"wall\""));
    assertEquals(
        401,
        pantau
            .send(
                pantau
                    .request("/api/v1/session")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"wallToken\":\"x\"}")))
            .statusCode());
  }

  @Test
  void everyRefusalIsAProblemWithASentence() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    HttpResponse<String> noPath = pantau.get("/api/v1/nothing", cookie);
    assertEquals(404, noPath.statusCode());
    assertTrue(noPath.body().contains("Alamat ini tidak ada"), noPath.body());
    HttpResponse<String> noMethod = pantau.post("/api/v1/opds", cookie, "{}");
    assertEquals(405, noMethod.statusCode());
    assertEquals("GET", noMethod.headers().firstValue("Allow").orElseThrow());
    for (String bad : new String[] {"{", "[]", "", "{\"userName\":5,\"x\":1}", "null"}) {
      HttpResponse<String> answer = pantau.post("/api/v1/session", cookie, bad);
      assertEquals(400, answer.statusCode(), bad + " -> " + answer.body());
      assertEquals(
          "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    }
    HttpResponse<String> huge =
        pantau.post("/api/v1/session", cookie, "\"" + "x".repeat(2_000_000));
    assertEquals(413, huge.statusCode());
  }

  @Test
  void anotherSiteCannotWriteWithOurCookie() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    HttpResponse<String> answer =
        pantau.send(
            pantau
                .request("/api/v1/session")
                .header("Cookie", cookie)
                .header("Origin", "https://elsewhere.example")
                .DELETE());
    assertEquals(403, answer.statusCode());
    assertEquals(200, pantau.get("/api/v1/session", cookie).statusCode());
  }

  @Test
  void theRegionIsPublicAndTheRestIsNot() {
    HttpResponse<String> region = pantau.send(pantau.request("/api/v1/region"));
    assertEquals(200, region.statusCode());
    assertTrue(region.body().contains("\"zoneAbbreviation\":\"WITA\""), region.body());
    assertEquals(401, pantau.send(pantau.request("/api/v1/opds")).statusCode());
    assertFalse(
        pantau.send(pantau.request("/api/v1/map-features")).body().contains("FeatureCollection"));
  }

  @Test
  void saysWhetherItIsWellAndWhatItCounts() {
    HttpResponse<String> health = pantau.send(pantau.request("/observe/health"));
    assertEquals(200, health.statusCode());
    assertTrue(health.body().contains("\"database\""), health.body());
    assertTrue(pantau.send(pantau.request("/observe/metrics")).body().contains("# TYPE"));
  }
}
