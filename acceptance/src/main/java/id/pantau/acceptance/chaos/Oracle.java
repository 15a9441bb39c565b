package id.pantau.acceptance.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says whether the database holds exactly what the trackers had committed: every record once, none
 * changed, nothing else.
 */
public final class Oracle {
  /** Of each fault, so many keys are named: enough to look for. */
  private static final int EXAMPLES = 10;

  /**
   * @param created records in the ledgers
   * @param stored different records of the ledgers that the database holds
   * @param lost in a ledger, not in the database
   * @param duplicated more than once in the database
   * @param altered in both, but not saying the same
   * @param invented in the database, in no ledger
   * @param examples the first few faults, in words
   */
  public record Verdict(
      long created,
      long stored,
      long lost,
      long duplicated,
      long altered,
      long invented,
      List<String> examples) {

    public boolean isClean() {
      return lost == 0 && duplicated == 0 && altered == 0 && invented == 0;
    }
  }

  private Oracle() {}

  /**
   * @param committed what the ledgers say. A record may stand there twice: a tracker that was
   *     killed between the commit and the next one may write its last lines again.
   * @param stored what the database holds
   */
  public static Verdict judge(List<Seen> committed, List<Seen> stored) {
    var examples = new ArrayList<String>();
    var ledger = new HashMap<RecordKey, String>();
    long altered = 0;
    for (Seen each : committed) {
      String before = ledger.putIfAbsent(each.key(), each.content());
      if (before != null && !before.equals(each.content())) {
        altered += say(examples, "committed twice with different content", each.key());
      }
    }
    Map<RecordKey, Integer> counts = new HashMap<>();
    long duplicated = 0;
    long invented = 0;
    for (Seen each : stored) {
      int count = counts.merge(each.key(), 1, Integer::sum);
      String expected = ledger.get(each.key());
      if (count == 2) {
        duplicated += say(examples, "stored twice", each.key());
      } else if (expected == null) {
        invented += say(examples, "stored, but no tracker committed it", each.key());
      } else if (!expected.equals(each.content())) {
        altered +=
            say(examples, "committed as " + expected + ", stored as " + each.content(), each.key());
      }
    }
    long lost = 0;
    for (RecordKey key : ledger.keySet()) {
      if (!counts.containsKey(key)) {
        lost += say(examples, "lost", key);
      }
    }
    return new Verdict(
        ledger.size(), ledger.size() - lost, lost, duplicated, altered, invented, examples);
  }

  private static int say(List<String> examples, String fault, RecordKey key) {
    if (examples.size() < EXAMPLES) {
      examples.add(key + ": " + fault);
    }
    return 1;
  }
}
