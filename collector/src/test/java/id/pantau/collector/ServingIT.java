package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.web.Http;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServingIT {
  private final Collector collector = SharedCollector.get();
  private final Http http = Http.of("http://127.0.0.1:" + collector.port());

  @Test
  void anybodyMayKnowTheRegion() {
    Http.Answer answer = http.get("/api/v1/region");
    assertEquals(200, answer.status());
    assertEquals("Kabupaten Lombok Timur", answer.json().get("name").asText());
    assertEquals("no-store", answer.header("Cache-Control"));
    assertTrue(answer.header("Content-Security-Policy").startsWith("default-src 'self';"));
  }

  @Test
  void everythingElseWantsALogin() {
    Http.Answer answer = http.get("/api/v1/opds");
    assertEquals(401, answer.status());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals("not-logged-in", answer.code());
  }

  @Test
  void refusalsSpeakTheLanguageOfTheReader() {
    assertEquals("Alamat ini tidak ada.", http.get("/api/v1/apa").json().get("detail").asText());
    assertEquals(
        "There is nothing at this address.",
        http.get("/api/v1/apa", "Accept-Language", "en-GB,en;q=0.9").json().get("detail").asText());
    assertEquals(404, http.get("/api/v1/region/lagi/lagi").status());
  }

  @Test
  void aWrongMethodNamesTheRightOnes() {
    Http.Answer answer = http.send("DELETE", "/api/v1/region", "");
    assertEquals(405, answer.status());
    assertEquals("wrong-method", answer.code());
    assertEquals("GET", answer.header("Allow"));
    assertEquals(405, http.send("POST", "/peta", "x").status());
    assertEquals("GET, HEAD", http.send("POST", "/peta", "x").header("Allow"));
  }

  @Test
  void whatIsNoHttpIsRefusedAsAProblemToo() throws IOException {
    String answer = raw("GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("\"code\":\"not-http\""), answer);
  }

  @Test
  void aRequestThatIsFarTooLargeIsRefusedUnread() throws IOException {
    String answer =
        raw("POST /api/v1/region HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    assertTrue(answer.contains("\"code\":\"payload-too-large\""), answer);
  }

  @Test
  void aPageOfAnotherSiteCannotWrite() {
    Http.Answer answer =
        http.send("DELETE", "/api/v1/session", "", "Origin", "https://jahat.example");
    assertTrue(answer.status() == 403 || answer.status() == 404, answer.text());
  }

  @Test
  void aLongAnswerIsCompressedForWhoCanReadThat() {
    Http.Answer answer = http.get("/api/v1/openapi.yaml", "Accept-Encoding", "br, gzip");
    assertEquals("gzip", answer.header("Content-Encoding"));
    assertEquals("", http.get("/api/v1/openapi.yaml").header("Content-Encoding"));
  }

  @Test
  void everyPageOfTheDashboardIsTheSameFile() {
    byte[] index = http.get("/").bytes();
    assertTrue(new String(index, StandardCharsets.UTF_8).contains("<title>"));
    Http.Answer page = http.get("/kegiatan/12", "Accept", "text/html,*/*;q=0.8");
    assertEquals(200, page.status());
    assertArrayEquals(index, page.bytes());
    assertEquals("no-cache", page.header("Cache-Control"));
    assertEquals(304, http.get("/", "If-None-Match", page.header("ETag")).status());
    assertEquals(404, http.get("/hilang.js", "Accept", "text/html").status());
    assertEquals(404, http.get("/kegiatan/12", "Accept", "application/json").status());
  }

  @Test
  void filesWithAHashInTheirNameAreKeptAndComeCompressed() {
    Http.Answer packed = http.get("/assets/uji-1a2b.js", "Accept-Encoding", "gzip, deflate, br");
    assertEquals("gzip", packed.header("Content-Encoding"));
    assertEquals("public, max-age=31536000, immutable", packed.header("Cache-Control"));
    assertEquals("text/javascript; charset=utf-8", packed.header("Content-Type"));
    assertEquals("Accept-Encoding", packed.header("Vary"));
    Http.Answer plain = http.get("/assets/uji-1a2b.js", "Accept-Encoding", "gzip;q=0");
    assertEquals("console.log(\"uji\");\n", plain.text());
    assertTrue(!plain.header("ETag").equals(packed.header("ETag")));
    assertEquals(404, http.get("/assets/uji-1a2b.js.gz").status());
    Http.Answer head = http.send("HEAD", "/assets/uji-1a2b.js", "");
    assertEquals("20", head.header("Content-Length"));
  }

  @Test
  void nothingOutsideTheFolderIsServed() throws IOException {
    for (String path :
        new String[] {
          "/../logging.properties", "/%2e%2e/logging.properties", "/..%2flogging.properties",
          "//logging.properties", "/assets", "/.hidden.js"
        }) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertTrue(answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), path + ": " + answer);
    }
  }

  @Test
  void healthNamesTheDatabaseAndMetricsArePrometheus() {
    Http.Answer health = http.get("/observe/health");
    assertEquals(200, health.status());
    assertEquals("UP", health.json().get("status").asText());
    assertEquals("database", health.json().get("checks").get(0).get("name").asText());
    assertTrue(http.get("/observe/metrics").text().contains("# TYPE"));
  }

  @Test
  void aStartThatFailsLeavesNothingBehind() {
    DbSettings good = TestDb.freshSettings();
    var wrong =
        new DbSettings(
            good.url(), new DbSettings.Login("postgres", "salah"), good.app(), good.service());
    var settings =
        new CollectorSettings("127.0.0.1", 0, wrong, Optional.empty(), "lombok-timur", false);
    assertThrows(RuntimeException.class, () -> Collector.start(settings, InstantSource.system()));
  }

  /** Sends bytes that no HTTP client would send; the answer up to the end of its JSON. */
  private String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", collector.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      var answer = new StringBuilder();
      for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
        answer.append((char) c);
        if (c == '}') {
          break;
        }
      }
      return answer.toString();
    }
  }
}
