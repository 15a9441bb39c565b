package id.pantau.acceptance.bench;

import static id.pantau.acceptance.bench.Bounds.isBetween;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.workbench.TestFolder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the tracker takes of a machine. */
class AgentMeasurementIT {
  @Test
  void theTrackerIsMeasuredAsItsPackageStartsIt() throws InterruptedException {
    // A tracker that nobody looks at reports every 15 s: within 25 it does so at least once.
    var agent = new AgentMeasurement(Duration.ofSeconds(25), 2);
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
}
