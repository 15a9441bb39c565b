package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsTripsAndStopsAsOneLineOfJson() throws IOException {
    var csv = new StringBuilder("time,lat,lon,speed_ms,course\n");
    Drive.start()
        .north(2_000, 10)
        .stand(Duration.ofMinutes(10), 2)
        .north(2_000, 10)
        .fixes()
        .stream()
        .map(f -> f.fixTime() + "," + f.at().lat() + "," + f.at().lon() + "," + f.speedMs() + ",\n")
        .forEach(csv::append);
    assertEquals(0, run(csv.toString()));
    JsonNode json = new ObjectMapper().readTree(text(out).strip());
    assertEquals(2, json.get("trips").size());
    assertEquals(2_000, json.get("trips").get(0).get("distanceM").asDouble(), 60);
    assertEquals(1, json.get("stops").size());
    assertTrue(json.get("stops").get(0).get("start").asText().endsWith("Z"));
    assertTrue(json.get("stops").get(0).has("lat"));
  }

  @Test
  void namesTheLineThatIsNoFix() throws IOException {
    assertEquals(1, run("time,lat,lon\n2026-11-10T00:00:00Z,-8.6,116.5\nyesterday,1,2\n"));
    assertTrue(text(err).contains("line 3"), text(err));
    assertEquals("", text(out));
  }

  @Test
  void namesTheColumnThatIsMissing() throws IOException {
    assertEquals(1, run("time,latitude,longitude\n"));
    assertTrue(text(err).contains("no column lat"), text(err));
  }

  @Test
  void saysHowItIsUsed() {
    assertEquals(2, SegmentCommand.run(new String[0], new PrintStream(out), new PrintStream(err)));
    assertTrue(text(err).contains("./pantau segment"));
  }

  private int run(String csv) throws IOException {
    Path file = folder.resolve("track.csv");
    Files.writeString(file, csv);
    return SegmentCommand.run(
        new String[] {file.toString()}, new PrintStream(out), new PrintStream(err));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
