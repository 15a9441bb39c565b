package id.pantau.acceptance.bench;

import static id.pantau.acceptance.bench.Bounds.isBetween;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.workbench.TestFolder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How late many maps are. */
class LiveMeasurementIT {
  @Test
  void aLargeFleetOnManyMapsIsMeasuredWithEveryPositionSeenByEveryViewer()
      throws InterruptedException {
    Map<String, Double> generous =
        Map.of(
            "latencyMsP50", 1e6,
            "latencyMsP99", 1e6,
            "latencyMsP99With20Viewers", 1e6,
            "collectorRssMb", 1e6);
    var report = new Report(System.out, generous);
    new LiveMeasurement(Duration.ofSeconds(5), 40, 30).run(TestFolder.create("bench"), report);
    JsonNode json = report.json();
    assertEquals(40, json.get("positions").asInt(), "one round of the whole fleet");
    assertTrue(isBetween(1, json.get("latencyMsP50"), 30_000), json.toString());
    assertTrue(
        json.get("latencyMsP50").asDouble() <= json.get("latencyMsP99").asDouble(),
        json.toString());
    assertTrue(isBetween(20, json.get("collectorRssMb"), 2_000), json.toString());
    assertTrue(isBetween(20, json.get("collectorRssMbWith500Viewers"), 2_000), json.toString());
  }
}
