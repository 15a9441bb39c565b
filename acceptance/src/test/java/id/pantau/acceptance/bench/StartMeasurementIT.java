package id.pantau.acceptance.bench;

import static id.pantau.acceptance.bench.Bounds.isBetween;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.workbench.TestFolder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How soon a collector is ready. */
class StartMeasurementIT {
  @Test
  void aStartWithTheCacheOfItsJvmIsMeasured() {
    assumeTrue(Runtime.version().feature() >= 25, "the cache wants Java 25");
    var report = new Report(System.out, Map.of("readyMs", 1e6));
    new StartMeasurement(1).run(TestFolder.create("bench"), report);
    JsonNode json = report.json();
    assertTrue(isBetween(10, json.get("cacheMb"), 200), json.toString());
    assertTrue(isBetween(200, json.get("readyMs"), 60_000), json.toString());
    assertTrue(isBetween(200, json.get("readyCpuMs"), 60_000), json.toString());
    assertTrue(isBetween(50, json.get("collectorRssMb"), 1_000), json.toString());
    assertEquals(json.get("readyMs"), json.get("readyMsBest"), "there was one");
  }
}
