package id.pantau.acceptance.bench;

import static id.pantau.acceptance.bench.Bounds.isBetween;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the mobile network costs. */
class WireMeasurementIT {
  @Test
  void theWireIsMeasuredAgainstLimitsAndAMissedOneIsTold()
      throws IOException, InterruptedException {
    var wire = new WireMeasurement(1, 1, 0);
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
}
