package id.pantau.acceptance.bench;

import static id.pantau.acceptance.bench.Bounds.isBetween;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a day takes on the disk. */
class MergeMeasurementIT {
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
}
