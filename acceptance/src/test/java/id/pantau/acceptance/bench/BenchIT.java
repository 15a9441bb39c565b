package id.pantau.acceptance.bench;

import static id.pantau.acceptance.bench.Bounds.isBetween;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./pantau bench} as scripts use it: exit code, and JSON as the last line of stdout. */
class BenchIT {
  private record Outcome(int exit, String out, String err) {
    JsonNode json() throws IOException {
      List<String> lines = out.lines().toList();
      return new ObjectMapper().readTree(lines.getLast());
    }
  }

  private static Outcome bench(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        Bench.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    String words = err.toString(StandardCharsets.UTF_8);
    System.out.println(words + out);
    return new Outcome(exit, out.toString(StandardCharsets.UTF_8), words);
  }

  @Test
  void severalMeasurementsGiveOneObjectWithEachUnderItsName() throws IOException {
    Outcome outcome =
        bench(
            "ingest query --seconds 3 --rows 100000 --limit endToEndPositionsPerS=1 --limit ratio=1e9"
                .concat(" --limit cpuMicrosPerPosition=1e9 --limit vehicleDayMs=1e9")
                .concat(" --limit latestAllMs=1e9 --limit areaHourMs=1e9")
                .split(" "));
    assertEquals(1, outcome.exit(), "a limit was missed");
    JsonNode ingest = outcome.json().get("ingest");
    double rate = ingest.get("endToEndPositionsPerS").asDouble();
    double copied = ingest.get("copyRowsPerS").asDouble();
    assertTrue(ingest.get("positions").asInt() >= 1_000, ingest.toString());
    assertEquals(rate / copied, ingest.get("ratio").asDouble(), 0.001, "to COPY in the same run");
    assertTrue(isBetween(20, ingest.get("diskBytesPerPosition"), 1_000), ingest.toString());

    assertFalse(ingest.at("/limits/ratio/kept").asBoolean(true));
    assertTrue(ingest.at("/limits/endToEndPositionsPerS/kept").asBoolean());

    JsonNode query = outcome.json().get("query");
    assertTrue(query.get("rows").asInt() >= 50_000, query.toString());
    assertTrue(isBetween(200, query.get("vehicleDayFixes"), 5_000), query.toString());
    assertTrue(isBetween(1_000, query.get("vehicleDayBytes"), 60_000), query.toString());
    assertTrue(query.get("vehicleDayRatioToSql").asDouble() > 0.5, query.toString());
    assertTrue(query.get("latestAllRatioToSql").asDouble() > 0.1, query.toString());
    assertTrue(query.get("areaHourBlocks").asDouble() > 0, query.toString());
    assertTrue(query.get("areaHourMs").asDouble() > 0, query.toString());
  }

  @Test
  void whatCannotBeMeasuredIsRefusedInWordsBeforeAnythingStarts() {
    assertRefused(bench("speed"), "wire");
    assertRefused(bench("wire", "--seconds", "1"), "3..3600");
    assertRefused(bench("query", "--rows", "1"), "60000000");
    assertRefused(bench("wire", "--limit", "bytes=1"), "bytes");
    assertRefused(bench("wire", "--limit", "mbPerVehicleMonth=0"), "mbPerVehicleMonth");
    assertRefused(bench("wire", "--limit", "mbPerVehicleMonth=much"), "much");
  }

  private static void assertRefused(Outcome outcome, String word) {
    assertEquals(2, outcome.exit());
    assertTrue(outcome.err().contains(word), outcome.err());
    assertEquals("", outcome.out(), "nothing was measured");
  }
}
