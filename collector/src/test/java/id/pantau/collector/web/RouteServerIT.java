package id.pantau.collector.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.workbench.SharedPostgres;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every route gets without asking: reading of requests, refusals, first answers. */
class RouteServerIT {
  private static final Map<String, Viewer> VIEWERS = Map.of("satu", viewer(1), "dua", viewer(2));
  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-11-25T01:00:00Z"));
  private static final AtomicInteger DONE = new AtomicInteger();

  private static Db db;
  private static Db away;
  private static WebServer server;
  private static Http satu;
  private static Http dua;

  record Wish(String name, int count, Optional<LocalDate> day, Optional<Inner> inner) {}

  record Inner(List<Integer> numbers) {}

  record Odd(double speedKmh, OptionalDouble courseDeg, Optional<String> none, Instant at) {}

  private static Viewer viewer(int id) {
    return new Viewer(
        id, "user" + id, "User " + id, Role.LEADER, OptionalInt.empty(), Locale.of("id"));
  }

  @BeforeAll
  static void start() {
    db = TestDb.open();
    DbSettings settings = TestDb.freshSettings();
    away = Db.open(settings);
    String database = settings.url().substring(settings.url().lastIndexOf('/') + 1);
    SharedPostgres.server().dropDatabase(database);
    var routes =
        new Routes()
            .post("/api/v1/wishes", Access.ANY_USER, RouteServerIT::wish)
            .post("/api/v1/nothings", Access.ANY_USER, call -> nothing(call))
            .get(
                "/api/v1/things/{thingId}",
                Access.ANY_USER,
                call -> call.send(call.pathInt("thingId")))
            .get("/api/v1/days/{date}", Access.ANY_USER, call -> call.send(call.pathDate("date")))
            .get(
                "/api/v1/odd",
                Access.ANY_USER,
                call ->
                    call.send(
                        new Odd(
                            Double.NaN,
                            OptionalDouble.of(Double.POSITIVE_INFINITY),
                            Optional.empty(),
                            Instant.parse("2026-11-25T01:02:03.4Z"))))
            .get(
                "/api/v1/fault",
                Access.ANY_USER,
                call -> {
                  throw new IllegalStateException("a secret of ours");
                })
            .get(
                "/api/v1/away",
                Access.ANY_USER,
                call -> away.asService(s -> s.get(Sql.of("SELECT 1 AS one"), Map.of())));
    HttpRouting.Builder routing = HttpRouting.builder();
    new RouteServer(
            routes,
            token -> Optional.ofNullable(VIEWERS.get(token)),
            new FirstAnswers(db, NOW::get))
        .addTo(routing);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .directHandlers(TransportProblems.handlers())
            .featuresDiscoverServices(false)
            .routing(routing)
            .build()
            .start();
    Http http = Http.of("http://127.0.0.1:" + server.port());
    satu = http.with(Sessions.COOKIE + "=satu");
    dua = http.with(Sessions.COOKIE + "=dua");
  }

  @AfterAll
  static void stop() {
    server.stop();
    db.close();
    away.close();
  }

  @BeforeEach
  void nothingIsDone() {
    DONE.set(0);
  }

  private static void wish(Call call) {
    Wish wish = call.body(Wish.class);
    if (wish.count() < 0) {
      throw Problem.of(422, "no-such-path");
    }
    call.send(201, Map.of("number", DONE.incrementAndGet(), "name", wish.name()));
  }

  private static void nothing(Call call) {
    DONE.incrementAndGet();
    call.sendNothing();
  }

  private static Http.Answer wish(Http http, String key, String body) {
    return http.post("/api/v1/wishes", body, "Idempotency-Key", key);
  }

  @Test
  void theSameKeyGetsTheFirstAnswerAndIsDoneOnce() {
    String body = "{\"name\":\"a\",\"count\":1}";
    Http.Answer first = wish(satu, "k1", body);
    Http.Answer again = wish(satu, "k1", body);
    assertEquals(201, first.status());
    assertEquals("", first.header("Idempotency-Replayed"));
    assertEquals(201, again.status());
    assertEquals(first.text(), again.text());
    assertEquals("true", again.header("Idempotency-Replayed"));
    assertEquals(1, DONE.get());
  }

  @Test
  void aKeyBelongsToItsUser() {
    String body = "{\"name\":\"a\",\"count\":1}";
    wish(satu, "k2", body);
    wish(dua, "k2", body);
    assertEquals(2, DONE.get());
  }

  @Test
  void theSameKeyForAnotherWishIsRefused() {
    wish(satu, "k3", "{\"name\":\"a\",\"count\":1}");
    Http.Answer other = wish(satu, "k3", "{\"name\":\"b\",\"count\":1}");
    assertEquals(422, other.status());
    assertEquals("idempotency-key-reused", other.code());
    assertEquals(422, satu.post("/api/v1/nothings", "", "Idempotency-Key", "k3").status());
    assertEquals(1, DONE.get());
  }

  @Test
  void anAnswerWithoutBodyIsRememberedToo() {
    assertEquals(204, satu.post("/api/v1/nothings", "", "Idempotency-Key", "k4").status());
    assertEquals(204, satu.post("/api/v1/nothings", "", "Idempotency-Key", "k4").status());
    assertEquals(1, DONE.get());
  }

  @Test
  void aRefusalIsNotRememberedBecauseNothingWasDone() {
    assertEquals(422, wish(satu, "k5", "{\"name\":\"a\",\"count\":-1}").status());
    assertEquals(201, wish(satu, "k5", "{\"name\":\"a\",\"count\":1}").status());
  }

  @Test
  void afterADayAKeyIsForgotten() {
    String body = "{\"name\":\"a\",\"count\":1}";
    wish(satu, "k6", body);
    NOW.updateAndGet(now -> now.plus(Duration.ofHours(24)).plusSeconds(1));
    wish(satu, "k6", body);
    assertEquals(2, DONE.get());
    assertEquals(
        1,
        db.asService(s -> s.get(Sql.of("SELECT count(*) AS n FROM idempotency"), Map.of()))
            .getInt("n"));
  }

  @Test
  void theSameKeyManyTimesAtOnceIsDoneOnce() throws Exception {
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Http.Answer>> answers =
          java.util.stream.IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            begin.await();
                            return wish(satu, "k7", "{\"name\":\"a\",\"count\":1}");
                          }))
              .toList();
      begin.countDown();
      for (Future<Http.Answer> answer : answers) {
        assertEquals(1, answer.get().json().get("number").asInt());
      }
    }
    assertEquals(1, DONE.get());
  }

  @Test
  void aKeyThatIsTooLongIsRefused() {
    assertEquals("idempotency-key-too-long", wish(satu, "x".repeat(101), "{}").code());
  }

  @Test
  void wrongJsonNamesTheField() {
    Map<String, String> fieldByBody =
        Map.of(
            "{\"name\":\"a\",\"count\":\"1\"}", "count",
            "{\"name\":\"a\",\"count\":1.5}", "count",
            "{\"name\":\"a\",\"count\":true}", "count",
            "{\"name\":\"a\"}", "count",
            "{\"name\":5,\"count\":1}", "name",
            "{\"count\":1}", "name",
            "{\"name\":\"a\",\"count\":1,\"day\":\"25-11-2026\"}", "day",
            "{\"name\":\"a\",\"count\":1,\"inner\":{\"numbers\":[1,\"x\"]}}", "inner.numbers.[1]",
            "{\"name\":\"a\",\"count\":1,\"nama\":1}", "nama",
            "{\"name\":\"a\",\"count\":99999999999}", "count");
    fieldByBody.forEach(
        (body, field) -> {
          Http.Answer answer = satu.post("/api/v1/wishes", body);
          assertEquals(400, answer.status(), body);
          assertEquals("json-field", answer.code(), body + answer.text());
          assertTrue(answer.json().get("detail").asText().contains(field), body + answer.text());
        });
    assertEquals(0, DONE.get());
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String body : new String[] {"", "{", "nama=a", "{\"name\":\"a\",\"count\":1}{}", "null"}) {
      Http.Answer answer = satu.post("/api/v1/wishes", body);
      assertEquals(400, answer.status(), body);
      assertEquals("json-syntax", answer.code(), body);
    }
    assertEquals(400, satu.post("/api/v1/wishes", "[".repeat(100_000)).status());
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    Http.Answer answer =
        satu.post("/api/v1/wishes", "{\"name\":\"" + "x".repeat(1_000_000) + "\",\"count\":1}");
    assertEquals(413, answer.status());
    assertEquals(
        "Isi permintaan terlalu besar; paling banyak 1.000 kB.",
        answer.json().get("detail").asText());
  }

  @Test
  void aMalformedIdOrDayIsRefusedInBothLanguages() {
    for (String id : new String[] {"x", "1.5", "99999999999", "%27%20OR%201=1", "-"}) {
      assertEquals("not-a-number", satu.get("/api/v1/things/" + id).code(), id);
    }
    assertEquals("not-a-date", satu.get("/api/v1/days/2026-02-30").code());
    assertEquals(
        "thingId harus berupa bilangan bulat: x",
        satu.get("/api/v1/things/x").json().get("detail").asText());
    assertEquals(
        "thingId must be a whole number: x",
        satu.get("/api/v1/things/x", "Accept-Language", "en").json().get("detail").asText());
  }

  @Test
  void whatIsNotThereIsNotWritten() {
    assertEquals("{\"at\":\"2026-11-25T01:02:03.400Z\"}", satu.get("/api/v1/odd").text());
  }

  @Test
  void aFaultOfOursTellsNothingOfTheInside() {
    Http.Answer answer = satu.get("/api/v1/fault");
    assertEquals(500, answer.status());
    assertEquals("our-fault", answer.code());
    assertFalse(answer.text().contains("secret"));
  }

  @Test
  void answersAndRefusalsAreCounted() {
    satu.get("/api/v1/things/7");
    satu.get("/api/v1/things/x");
    var registry = io.helidon.metrics.api.Metrics.globalRegistry();
    var tags =
        io.helidon.metrics.api.Metrics.tags("method", "GET", "path", "/api/v1/things/{thingId}");
    assertTrue(registry.timer("pantau_http_answer", tags).orElseThrow().count() >= 1);
    assertTrue(
        registry
                .counter(
                    "pantau_http_refusals",
                    io.helidon.metrics.api.Metrics.tags("code", "not-a-number"))
                .orElseThrow()
                .count()
            >= 1);
  }

  @Test
  void aDatabaseThatIsAwayIsSaidSo() {
    Http.Answer answer = satu.get("/api/v1/away");
    assertEquals(503, answer.status(), answer.text());
    assertEquals("database-away", answer.code());
    assertEquals("5", answer.header("Retry-After"));
  }
}
