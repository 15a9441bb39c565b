package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.web.Http;
import id.pantau.collector.web.Http.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Daily reports over HTTP, as a phone sends them. */
class ActivityHttpIT {
  private static final String TODAY = PeopledCollector.TODAY.toString();
  private PeopledCollector collector;
  private String updates;
  private Http operator;

  @BeforeEach
  void start() {
    collector = new PeopledCollector();
    operator = collector.client("operator-own");
    String first = operator.get("/api/v1/duties").json().path("items").get(0).path("id").asText();
    updates = "/api/v1/packages/" + first + "/updates";
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private static String progress(double pct) {
    return "{\"date\":\"" + TODAY + "\",\"kind\":\"progress\",\"physicalPct\":" + pct + "}";
  }

  private int stored() {
    String aPackage = updates.replace("/updates", "");
    return collector.client("leader").get(aPackage).json().path("updates").size();
  }

  @Test
  void aReportSentTwiceOverABadLineIsStoredOnce() {
    Answer first = operator.post(updates, progress(40), "Idempotency-Key", "ponsel-1");
    Answer again = operator.post(updates, progress(40), "Idempotency-Key", "ponsel-1");
    assertEquals("201 201", first.status() + " " + again.status());
    assertEquals(first.json(), again.json());
    assertEquals(1, stored());
    Answer other = operator.post(updates, progress(50), "Idempotency-Key", "ponsel-1");
    assertEquals(422, other.status(), "the same key for another report");
    assertEquals(1, stored());
  }

  @Test
  void wrongJsonIsToldByItsFieldAndStoresNothing() {
    assertEquals(400, operator.post(updates, "{").status());
    assertEquals(400, operator.post(updates, progress(40).replace("40.0", "\"banyak\"")).status());
    assertEquals(400, operator.post(updates, "{\"tanggal\":\"" + TODAY + "\"}").status());
    assertEquals(400, operator.post("/api/v1/packages/abc/updates", progress(40)).status());
    assertEquals(404, operator.post("/api/v1/packages/99999/updates", progress(40)).status());
    Answer noDate = operator.post(updates, "{\"kind\":\"nihil\"}");
    assertEquals("422 fields-wrong", noDate.status() + " " + noDate.code());
    assertEquals("date", noDate.json().path("errors").get(0).path("field").asText());
    assertEquals(0, stored());
  }

  @Test
  void aRefusalIsASentenceInTheReadersLanguage() {
    Http other = collector.client("operator-other");
    Answer indonesian = other.post(updates, progress(40), "Accept-Language", "id");
    Answer english = other.post(updates, progress(40), "Accept-Language", "en");
    assertEquals(403, indonesian.status());
    assertTrue(indonesian.json().path("detail").asText().startsWith("Ini milik OPD lain"));
    assertTrue(english.json().path("detail").asText().startsWith("This belongs to another agency"));
  }

  @Test
  void anAmountWithAZeroTooManyIsAskedInWords() {
    String typed =
        "{\"date\":\"" + TODAY + "\",\"kind\":\"progress\",\"financialRp\":21600000000%s}";
    Answer asked = operator.post(updates, typed.formatted(""), "Accept-Language", "id");
    assertEquals("422 confirm-amount", asked.status() + " " + asked.code());
    assertTrue(asked.json().path("detail").asText().startsWith("Benar Rp 21,6 miliar?"));
    assertEquals(
        "Rp 21.6 billion, really?",
        operator
            .post(updates, typed.formatted(""), "Accept-Language", "en")
            .json()
            .path("errors")
            .get(0)
            .path("message")
            .asText());
    assertEquals(
        201,
        operator.post(updates, typed.formatted(",\"confirmedFinancialRp\":21600000000")).status());
  }

  @Test
  void nihilIsOneTap() {
    Answer answer = operator.post("/api/v1/duties/nihil", "{\"date\":\"" + TODAY + "\"}");
    assertEquals("{\"doneCount\":1,\"dueCount\":1}", answer.text());
    for (String wrong : new String[] {"[]", "[null]", "[1,null]"}) {
      Answer refused =
          operator.post(
              "/api/v1/duties/nihil", "{\"date\":\"" + TODAY + "\",\"packageIds\":" + wrong + "}");
      assertEquals("422 fields-wrong", refused.status() + " " + refused.code());
    }
    assertEquals(422, operator.post("/api/v1/duties/nihil", "{}").status());
  }

  @Test
  void absentIsAbsentAndNeverNull() {
    operator.post(updates, progress(40));
    for (String path :
        new String[] {"/api/v1/duties", "/api/v1/packages", updates.replace("/updates", "")}) {
      String text = operator.get(path).text();
      assertTrue(!text.contains("null") && !text.contains("NaN"), text);
    }
    JsonNode one = operator.get("/api/v1/packages").json().path("items").get(0);
    assertTrue(one.path("location").isMissingNode());
    assertEquals("construction", one.path("kind").asText());
    assertEquals("running", one.path("state").asText());
  }

  @Test
  void aWrongQuestionIsABadRequest() {
    Http leader = collector.client("leader");
    for (String path :
        new String[] {
          "/api/v1/packages?band=red",
          "/api/v1/packages?limit=0",
          "/api/v1/packages?limit=100000",
          "/api/v1/packages?opdId=dikes",
          "/api/v1/packages?cursor=x",
          "/api/v1/compliance?date=kemarin",
          "/api/v1/compliance/calendar?from=2026-12-01&to=2026-11-01"
        }) {
      Answer answer = leader.get(path);
      assertEquals(400, answer.status(), path + " " + answer.text());
      assertTrue(!answer.json().path("detail").asText().isBlank());
    }
  }
}
