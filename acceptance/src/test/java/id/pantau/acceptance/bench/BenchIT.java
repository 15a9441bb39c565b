package id.pantau.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.workbench.TestFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  void theWireIsMeasuredAgainstLimitsAndAMissedOneIsTold()
      throws IOException, InterruptedException {
    var wire = new WireMeasurement(1, 1);
    Map<String, Double> limits = new HashMap<>(wire.limits());
    limits.put("bytesPerPositionBatch10", 5.0);
    var report = new Report(System.out, limits);
    wire.run(TestFolder.create("bench"), report);
    assertFalse(report.isKept(), "a limit was missed");
    JsonNode json = report.json();
    double one = json.get("bytesPerPositionBatch1").asDouble();
    double ten = json.get("bytesPerPositionBatch10").asDouble();
    double sixty = json.get("bytesPerPositionBatch60").asDouble();
    assertTrue(one > ten && ten > sixty && sixty > 3, json.toString());
    assertTrue(ten <= 12 && sixty <= 9, "the promise: " + json);

    JsonNode missed = json.at("/limits/bytesPerPositionBatch10");
    assertEquals(5, missed.get("atMost").asDouble());
    assertEquals(ten / 5, missed.get("ratio").asDouble(), 0.01);
    assertFalse(missed.get("kept").asBoolean(true));
    assertTrue(json.at("/limits/bytesPerPositionBatch60/kept").asBoolean(), "9 is the usual limit");

    // Bytes that were counted, in a time that passes by itself: no machine is too slow for this.
    double month = json.get("mbPerVehicleMonth").asDouble();
    assertTrue(month <= 1, "the promise: " + json);
    assertTrue(json.at("/limits/mbPerVehicleMonth/kept").asBoolean(), "1 MB is the usual limit");
    assertTrue(month < json.get("mbPerVehicleMonthWithTcpIp").asDouble());
    assertTrue(month < json.get("mbPerVehicleMonthSwitchedOffWhileParked").asDouble());
    // What speaks against the promise is told beside it.
    assertTrue(month < json.get("mbPerVehicleMonthWithShortTrips").asDouble());
    assertTrue(
        json.get("tripsInTheTimeOfADay").asDouble()
            < json.get("tripsInTheTimeOfADayWithShortTrips").asDouble());

    // A TLS handshake with two certificates has more than 1.5 kB and less than 5; a preview of 37
    // bytes, four of them a minute, and the rest, 100 to 300 bytes.
    assertTrue(isBetween(1_500, json.get("bytesToConnect"), 5_000), json.toString());
    assertTrue(isBetween(100, json.get("bytesPerMinuteDriving"), 300), json.toString());
    // A longer silence would be broken by a ping, which no counted day has.
    assertTrue(isBetween(20, json.get("longestSilenceMin"), 35), json.toString());
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
  void aDayThatIsMergedTakesLessRoomThanAsItCame() throws IOException {
    Map<String, Double> generous =
        Map.of("diskBytesPerPositionAlone", 1e6, "diskBytesPerPositionTens", 1e6);
    var report = new Report(System.out, generous);
    new MergeMeasurement(3).run(TestFolder.create("bench"), report);
    JsonNode json = report.json();
    double merged = json.get("diskBytesPerPositionAlone").asDouble();
    assertTrue(isBetween(10, json.get("diskBytesPerPositionAlone"), 100), json.toString());
    assertTrue(
        merged * 2 < json.get("diskBytesPerPositionAloneUnmerged").asDouble(), json.toString());
    assertTrue(json.get("readDayMsTens").asDouble() > 0, json.toString());
  }

  @Test
  void aLargeFleetOnManyMapsIsMeasuredWithEveryPositionSeenByEveryViewer()
      throws InterruptedException {
    Map<String, Double> generous =
        Map.of("latencyMsP50", 1e6, "latencyMsP99", 1e6, "latencyMsP99With20Viewers", 1e6);
    var report = new Report(System.out, generous);
    new LiveMeasurement(Duration.ofSeconds(5), 40, 30).run(TestFolder.create("bench"), report);
    JsonNode json = report.json();
    assertEquals(40, json.get("positions").asInt(), "one round of the whole fleet");
    assertTrue(isBetween(1, json.get("latencyMsP50"), 30_000), json.toString());
    assertTrue(
        json.get("latencyMsP50").asDouble() <= json.get("latencyMsP99").asDouble(),
        json.toString());
    assertTrue(isBetween(20, json.get("collectorRssMb"), 2_000), json.toString());
  }

  @Test
  void theTrackerIsMeasuredAsItsPackageStartsIt() throws InterruptedException {
    var agent = new AgentMeasurement(Duration.ofSeconds(20), 2);
    Map<String, Double> generous = new HashMap<>(agent.limits());
    generous.replaceAll((name, limit) -> 1e6);
    var report = new Report(System.out, generous);
    agent.run(TestFolder.create("bench"), report);
    assertTrue(report.isKept());
    JsonNode json = report.json();
    assertTrue(isBetween(1, json.get("archiveMb"), 200), json.toString());
    assertTrue(isBetween(10, json.get("rssMb"), 500), json.toString());
    assertTrue(json.get("cpuPercentOfCore").asDouble() > 0, "somebody computed: " + json);
    double best = json.get("firstFixMsBest").asDouble();
    double median = json.get("firstFixMs").asDouble();
    assertTrue(0 < best && best <= median, json.toString());
    assertTrue(median <= json.get("firstFixMsWorst").asDouble(), json.toString());
    assertTrue(json.get("firstFixOnUartMsMean").asDouble() > 0, json.toString());
    assertTrue(json.get("messagesPerMinute").asDouble() > 0, "it drove: " + json);
  }

  @Test
  void whatPagesShowIsMeasuredOverAYearOfReportsAndGenerousLimitsAreKept() throws IOException {
    var args = new ArrayList<>(List.of("pages", "--seconds", "3"));
    for (String figure : new PagesMeasurement(Duration.ofSeconds(3)).limits().keySet()) {
      args.addAll(List.of("--limit", figure + "=1e6"));
    }
    Outcome outcome = bench(args.toArray(String[]::new));
    assertEquals(0, outcome.exit(), "every limit was kept");
    assertTrue(outcome.json().get("limits").size() >= 6, outcome.out());
    assertTrue(isBetween(0.1, outcome.json().get("homeMs"), 30_000), outcome.out());
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

  private static boolean isBetween(double low, JsonNode figure, double high) {
    return low < figure.asDouble() && figure.asDouble() < high;
  }
}
