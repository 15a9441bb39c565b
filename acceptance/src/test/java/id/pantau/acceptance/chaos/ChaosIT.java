package id.pantau.acceptance.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short chaos of what {@code ./pantau chaos} does for a minute, by the same command. */
class ChaosIT {
  private record Outcome(int exitCode, JsonNode json) {}

  private static Outcome chaos(int seconds, int trackers, String... more) throws IOException {
    long seed = System.nanoTime() & Integer.MAX_VALUE;
    System.out.println("seed=" + seed);
    var arguments =
        new ArrayList<>(List.of("--seconds", "" + seconds, "--trackers", "" + trackers));
    arguments.addAll(List.of("--seed", "" + seed));
    arguments.addAll(List.of(more));
    var told = new ByteArrayOutputStream();
    int exitCode =
        Chaos.execute(
            new PrintStream(told, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));
    String result = told.toString(StandardCharsets.UTF_8);
    System.out.println(result);
    JsonNode json = new ObjectMapper().readTree(result);
    assertEquals(seed, json.get("seed").asLong());
    return new Outcome(exitCode, json);
  }

  @Test
  void everyCommittedRecordIsStoredExactlyOnce() throws IOException {
    Outcome outcome = chaos(12, 3);
    assertEquals(0, outcome.exitCode, outcome.toString());
    assertEquals(0, outcome.json.get("lost").asInt(-1));
    assertEquals(0, outcome.json.get("duplicated").asInt(-1));
    assertEquals(0, outcome.json.get("invented").asInt(-1));
    assertEquals(outcome.json.get("created"), outcome.json.get("stored"));
    assertTrue(outcome.json.get("created").asInt() > 300, outcome.toString());
    assertEquals(Fault.values().length, outcome.json.get("faults").size());
  }

  /** The same chaos with records named too early: a check that cannot fail proves nothing. */
  @Test
  void theLossOfRushedAcknowledgementsIsSeen() throws IOException {
    Outcome outcome = chaos(6, 2, "--negative-control"); // every fault once is loss enough
    assertEquals(0, outcome.exitCode, outcome.toString());
    assertTrue(outcome.json.get("lost").asInt() > 0, outcome.toString());
    assertEquals(0, outcome.json.get("invented").asInt(-1));
    assertEquals(0, outcome.json.get("duplicated").asInt(-1));
  }
}
