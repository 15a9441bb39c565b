package id.pantau.acceptance.bench;

import static id.pantau.acceptance.bench.Bounds.isBetween;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.workbench.TestFolder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a page waits for what it shows. */
class PagesMeasurementIT {
  @Test
  void whatPagesShowIsMeasuredOverAYearOfReportsAndGenerousLimitsAreKept() throws Exception {
    var pages = new PagesMeasurement(Duration.ofSeconds(3));
    Map<String, Double> generous = new HashMap<>(pages.limits());
    generous.replaceAll((name, limit) -> 1e6);
    var report = new Report(System.out, generous);
    pages.run(TestFolder.create("bench"), report);
    JsonNode json = report.json();
    assertTrue(report.isKept(), "every limit was kept");
    assertTrue(json.get("limits").size() >= 6, json.toString());
    assertTrue(isBetween(0.1, json.get("homeMs"), 30_000), json.toString());
  }
}
