package id.pantau.acceptance.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.DeviceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OracleTest {
  private static final List<Seen> COMMITTED =
      List.of(seen("a", 1, 1, "x"), seen("a", 1, 2, "y"), seen("b", 9, 1, "z"));

  @Test
  void isContentWhenEverythingIsThereOnce() {
    Oracle.Verdict verdict = Oracle.judge(COMMITTED, COMMITTED.reversed());
    assertTrue(verdict.isClean());
    assertEquals(3, verdict.created());
    assertEquals(3, verdict.stored());
  }

  @Test
  void seesTheLossOfOne() {
    Oracle.Verdict verdict = Oracle.judge(COMMITTED, COMMITTED.subList(0, 2));
    assertFalse(verdict.isClean());
    assertEquals(1, verdict.lost());
    assertEquals(2, verdict.stored());
    assertEquals(List.of("b/9/1: lost"), verdict.examples());
  }

  @Test
  void seesDuplicatesInventionsAndChanges() {
    var stored = new ArrayList<>(COMMITTED);
    stored.add(COMMITTED.get(0));
    stored.add(seen("c", 1, 1, "w"));
    stored.set(1, seen("a", 1, 2, "changed"));
    Oracle.Verdict verdict = Oracle.judge(COMMITTED, stored);
    assertEquals(1, verdict.duplicated());
    assertEquals(1, verdict.invented());
    assertEquals(1, verdict.altered());
    assertEquals(0, verdict.lost());
    assertFalse(verdict.isClean());
  }

  @Test
  void sameSequenceOfAnotherEpochIsAnotherRecord() {
    Oracle.Verdict verdict =
        Oracle.judge(COMMITTED, List.of(COMMITTED.get(0), COMMITTED.get(1), seen("b", 8, 1, "z")));
    assertEquals(1, verdict.lost());
    assertEquals(1, verdict.invented());
  }

  @Test
  void ledgerMayRepeatItselfButNotContradictItself() {
    var twice = new ArrayList<>(COMMITTED);
    twice.add(COMMITTED.get(1));
    assertTrue(Oracle.judge(twice, COMMITTED).isClean());
    twice.add(seen("a", 1, 1, "other"));
    assertEquals(1, Oracle.judge(twice, COMMITTED).altered());
  }

  private static Seen seen(String device, long epoch, long seq, String content) {
    return new Seen(new RecordKey(new DeviceId(device), epoch, seq), content);
  }
}
