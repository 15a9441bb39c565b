package id.pantau.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.TestFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The program that records is killed again and again, at any moment; what it said was committed is
 * there, as it was, and nothing else but what it had begun to write. More often than usual: {@code
 * -Dpantau.kills=200}.
 */
class JournalKillIT {
  private static final int KILLS = Integer.getInteger("pantau.kills", 12);

  /** A chunk whose commit had not been told yet. */
  private static final int UNTOLD = Journal.MAX_CHUNK;

  private final Path own = TestFolder.create("journal-kill");
  private final Path folder = own.resolve("journal");
  private final Path complaints = own.resolve("complaints");
  private final TreeMap<Long, String> told = new TreeMap<>();
  private long acked;

  @Test
  void whatWasCommittedSurvivesEveryKill() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed + " kills=" + KILLS);
    var random = new Random(seed);
    long records = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(1 + kill * 1_000_000, random.nextInt(400));
      records = Math.max(records, told.isEmpty() ? 0 : told.lastKey());
      compare(kill);
    }
    System.out.println("committed records: " + records);
    // Half of 400 on the average; a tenth of that is what no honest run of luck gives.
    assertTrue(records > 20L * KILLS, "it recorded only " + records);
  }

  /** Each run first tells again what it has found; only what is recorded now is fresh. */
  private void runAndKill(int firstNumber, int afterFresh) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriter.class.getName(),
                folder.toString(),
                Integer.toString(firstNumber))
            .redirectError(complaints.toFile())
            .start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
      int fresh = 0;
      while (fresh < afterFresh) {
        if (note(out.readLine())) {
          fresh++;
        }
      }
      // SIGKILL; that of Process would also close what we still want to read.
      writer.toHandle().destroyForcibly();
      String line = out.readLine(); // what it had said before that
      while (line != null) {
        note(line);
        line = out.readLine();
      }
    }
    assertTrue(writer.waitFor(20, TimeUnit.SECONDS), "it does not die");
    assertEquals(128 + 9, writer.exitValue(), "it ended by itself");
  }

  /** Whether a record was named that had not been named before. */
  private boolean note(String line) throws IOException {
    if (line == null) {
      throw new IOException("the writer ended: " + Files.readString(complaints));
    }
    int space = line.indexOf(' ');
    if (space < 0 || line.length() < space + 3) {
      return false; // cut off in the middle of a word
    }
    if (line.startsWith("acked ")) {
      acked = Long.parseLong(line.substring(space + 1));
      return false;
    }
    return told.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1)) == null;
  }

  private void compare(int kill) {
    try (Journal journal = Journal.open(folder, EndlessWriter.SETTINGS, CommitLedger.NONE)) {
      Map<Long, String> found = new TreeMap<>();
      long from = 0;
      var some = journal.read(from, 1_000);
      while (!some.isEmpty()) {
        for (Entry entry : some) {
          found.put(entry.seq(), HexFormat.of().formatHex(EntryCodec.wire(journal.epoch(), entry)));
          from = entry.seq() + 1;
        }
        some = journal.read(from, 1_000);
      }
      for (var each : told.tailMap(acked, false).entrySet()) {
        String there = found.remove(each.getKey());
        assertTrue(there != null, "kill " + kill + ": record " + each.getKey() + " is lost");
        // The last line may have been cut by the kill.
        assertTrue(
            there.startsWith(each.getValue()),
            "kill " + kill + ": " + each.getKey() + " told " + each.getValue() + " is " + there);
      }
      found.keySet().removeIf(seq -> seq <= acked);
      assertTrue(found.size() <= UNTOLD, "kill " + kill + " invented " + found.size());
      // From now on they count as told: they are committed, and must not go again.
      told.putAll(found);
      told.headMap(acked, true).clear();
    }
  }
}
