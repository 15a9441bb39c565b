package id.pantau.acceptance.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A short chaos of what {@code ./pantau chaos} does for a minute. */
class ChaosIT {
  private static final int TRACKERS = 3;
  private static final Duration TIME = Duration.ofSeconds(12);

  private static ChaosRun.Report run(boolean rushed) {
    long seed = System.nanoTime() & Integer.MAX_VALUE;
    System.out.println("seed=" + seed);
    ChaosRun.Report report =
        ChaosRun.run(
            new ChaosRun.Settings(seed, TIME, TRACKERS, rushed),
            TestFolder.create("chaos"),
            System.out::println);
    System.out.println(Chaos.json(report));
    return report;
  }

  @Test
  void everyCommittedRecordIsStoredExactlyOnce() throws IOException {
    ChaosRun.Report report = run(false);
    assertTrue(report.isClean(), report.toString());
    assertTrue(report.verdict().created() > 300, "a drive was recorded: " + report);
    JsonNode json = new ObjectMapper().readTree(Chaos.json(report));
    assertEquals(0, json.get("lost").asInt(-1));
    assertEquals(0, json.get("duplicated").asInt(-1));
    assertEquals(0, json.get("invented").asInt(-1));
    assertEquals(json.get("created"), json.get("stored"));
    assertEquals(Fault.values().length, json.get("faults").size());
  }

  /** The same chaos with records named too early: a check that cannot fail proves nothing. */
  @Test
  void theLossOfRushedAcknowledgementsIsSeen() {
    ChaosRun.Report report = run(true);
    assertTrue(report.verdict().lost() > 0, report.toString());
    assertEquals(0, report.verdict().invented() + report.verdict().duplicated());
  }
}
