package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.web.Http;
import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.Program;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The collector as systemd and {@code ./pantau up} know it: a process with a file and signals. */
class CollectorProcessIT {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Less than a heartbeat of a stream, after which it would notice. */
  private static final Duration QUICK = Duration.ofSeconds(4);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Path folder = TestFolder.create("collector");

  @Test
  void saysWhenItIsReadyAndStopsOnSigterm() throws IOException {
    try (ChildProcess process = start(configuration(TestDb.emptySettings()))) {
      Http http =
          Http.of(
              process.awaitLine("^Pantau siap: (http://127.0.0.1:[0-9]+)$", START_LIMIT).group(1));
      assertEquals(200, http.get("/api/v1/region").status());
      process.signal("TERM");
      process.awaitLine("^collector stopped$", STOP_LIMIT);
      assertTrue(process.awaitEnd(STOP_LIMIT));
      assertEquals(1, log().lines().filter(each -> each.startsWith("Pantau siap")).count());
    }
  }

  @Test
  void openStreamsDoNotHoldUpTheEnd() throws IOException {
    DbSettings database = TestDb.freshSettings();
    try (ChildProcess process = start(configuration(database))) {
      String address =
          process.awaitLine("^Pantau siap: (http://127.0.0.1:[0-9]+)$", START_LIMIT).group(1);
      try (var stream = new Socket("127.0.0.1", URI.create(address).getPort())) {
        stream
            .getOutputStream()
            .write(
                ("GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nCookie: "
                        + wallSession(database, Http.of(address))
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        byte[] begin = stream.getInputStream().readNBytes("HTTP/1.1 200".length());
        assertEquals("HTTP/1.1 200", new String(begin, StandardCharsets.US_ASCII));
        process.signal("TERM");
        assertTrue(process.awaitEnd(QUICK), "the end waits for a stream");
      }
    }
  }

  private static String wallSession(DbSettings settings, Http http) {
    String token;
    try (Db db = Db.open(settings)) {
      var clock = InstantSource.system();
      token = new Auth(db, new Audit(db, clock), clock).addWallScreen("uji");
    }
    return http.post("/api/v1/session", "{\"wallToken\":\"" + token + "\"}")
        .header("Set-Cookie")
        .split(";")[0];
  }

  @Test
  void endsWithASentenceInTwoLanguagesWhenTheConfigurationIsWrong() throws IOException {
    try (ChildProcess process = start("server: {prot: 1}\n")) {
      assertTrue(process.awaitEnd(START_LIMIT));
      assertEquals(78, process.exitCode());
      assertTrue(log().contains("kunci yang tidak dikenal: server.prot | "), log());
      assertTrue(!log().contains("\tat "), log());
    }
  }

  @Test
  void endsWithTheReasonWhenTheDatabaseIsAway() throws IOException {
    DbSettings away =
        new DbSettings(
            "jdbc:postgresql://127.0.0.1:1/pantau",
            new DbSettings.Login("pantau", "x"),
            new DbSettings.Login("pantau_app", "x"),
            new DbSettings.Login("pantau_service", "x"));
    try (ChildProcess process = start(configuration(away))) {
      assertTrue(process.awaitEnd(START_LIMIT));
      assertEquals(1, process.exitCode());
      assertTrue(log().contains("127.0.0.1:1"), log());
    }
  }

  @Test
  void endsWithASentenceAndIsNeverReadyWhenThePortIsTaken() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildProcess process =
            start(
                configuration(TestDb.freshSettings())
                    .replace("port: 0", "port: " + other.getLocalPort()))) {
      assertTrue(process.awaitEnd(START_LIMIT));
      assertEquals(78, process.exitCode());
      assertTrue(log().contains("is the port taken? 127.0.0.1:" + other.getLocalPort()), log());
      assertFalse(log().contains("Pantau siap"), log());
    }
  }

  private ChildProcess start(String configuration) throws IOException {
    Path file = Files.writeString(folder.resolve("collector.yaml"), configuration);
    return ChildProcess.start(
        Program.of(
            "collector",
            folder.resolve("collector.log"),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Collector.class.getName(),
                file.toString())));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("collector.log"));
  }

  private static String configuration(DbSettings database) {
    return """
        server: {port: 0}
        database:
          url: %s
          owner: {user: '%s', password: '%s'}
          app: {user: '%s', password: '%s'}
          service: {user: '%s', password: '%s'}
        """
        .formatted(
            database.url(),
            database.owner().user(),
            database.owner().password(),
            database.app().user(),
            database.app().password(),
            database.service().user(),
            database.service().password());
  }
}
