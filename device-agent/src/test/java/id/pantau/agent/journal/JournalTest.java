package id.pantau.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Ack;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.SeqRange;
import id.pantau.wire.TrackCodec;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final JournalSettings SMALL =
      JournalSettings.DEFAULT.sized(16 * 1024, 8 * 16 * 1024).keeping(0);

  private final MemoryDisk disk = new MemoryDisk(1);

  private Journal open() {
    return Journal.open(disk, SMALL, CommitLedger.NONE);
  }

  /**
   * One of any number of positions, a second and a metre apart; after 100 km from the start again.
   */
  static Fix fix(int number) {
    double along = number % 100_000 * 1e-5;
    return TrackCodec.rounded(
        new Fix(
            Instant.parse("2026-11-21T00:00:00Z").plusSeconds(number),
            new LatLon(-8.65 + along, 116.535 - along),
            Fix.Mode.FIX_3D,
            number % 30,
            number % 360,
            100 + number % 50,
            0.9,
            9,
            0));
  }

  private static DeviceEvent event(String detail) {
    return new DeviceEvent(
        EventKind.PANIC,
        Instant.parse("2026-11-21T01:00:00Z"),
        new LatLon(-8.65, 116.535),
        Map.of("note", detail));
  }

  private static List<Long> seqs(List<Entry> entries) {
    return entries.stream().map(Entry::seq).toList();
  }

  private static List<Entry> withoutGaps(List<Entry> entries) {
    return entries.stream()
        .filter(e -> !(e instanceof Entry.Event v && v.event().kind() == EventKind.GAP))
        .toList();
  }

  @Test
  void readsOnlyWhatIsCommitted() {
    Journal journal = open();
    journal.append(fix(1));
    assertEquals(List.of(), journal.read(0, 10));
    assertTrue(journal.commit());
    assertEquals(List.of(new Entry.Position(1, fix(1))), journal.read(0, 10));
  }

  @Test
  void keepsPositionsAndEventsInOneCount() {
    Journal journal = open();
    journal.append(fix(1));
    journal.append(event("a"));
    journal.append(fix(2));
    journal.commit();
    assertEquals(List.of(1L, 2L, 3L), seqs(journal.read(0, 10)));
    assertEquals(new Entry.Event(2, event("a")), journal.read(2, 1).getFirst());
    assertEquals(new Entry.Position(3, fix(2)), journal.findNewestPosition().orElseThrow());
  }

  @Test
  void keepsUnknownNumbersUnknown() {
    Fix bare =
        new Fix(
            fix(1).fixTime(),
            new LatLon(0, -180),
            Fix.Mode.FIX_2D,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Fix.UNKNOWN_SATELLITES,
            Fix.FLAG_HELD);
    Journal journal = open();
    journal.append(bare);
    journal.commit();
    assertEquals(List.of(new Entry.Position(1, bare)), journal.read(0, 1));
  }

  @Test
  void givesEverythingBackAfterAnEndInGoodOrder() {
    Journal journal = open();
    for (int i = 1; i <= 1_000; i++) {
      journal.append(fix(i));
    }
    journal.close();
    Journal again = open();
    assertEquals(journal.epoch(), again.epoch());
    List<Entry> all = again.read(0, 2_000);
    assertEquals(1_000, all.size());
    assertEquals(new Entry.Position(1_000, fix(1_000)), all.getLast());
    assertTrue(again.skipped().isEmpty(), "nothing was lost, so no number is skipped");
    again.append(fix(1_001));
    again.commit();
    assertEquals(List.of(1_001L), seqs(again.read(1_001, 10)));
  }

  @Test
  void deletesWhatItsOwnAckNames() {
    Journal journal = open();
    for (int i = 1; i <= 10; i++) {
      journal.append(fix(i));
    }
    journal.commit();
    assertEquals(
        0, journal.acknowledge(new Ack(journal.epoch() + 1, List.of(new SeqRange(1, 10)))));
    assertEquals(10, journal.depth());
    assertEquals(
        5,
        journal.acknowledge(
            new Ack(journal.epoch(), List.of(new SeqRange(3, 5), new SeqRange(9, 20)))));
    assertEquals(List.of(1L, 2L, 6L, 7L, 8L), seqs(journal.read(0, 99)));
    assertEquals(0, journal.acknowledge(new Ack(journal.epoch(), List.of(new SeqRange(3, 5)))));
    assertTrue(journal.findNewestPosition().isEmpty(), "the newest is acknowledged");
  }

  @Test
  void freesFilesWhoseRecordsAreAllNamed() {
    Journal journal = open();
    for (int i = 1; i <= 1_200; i++) {
      journal.append(fix(i));
    }
    journal.commit();
    assertTrue(disk.list().size() >= 4, disk.list().toString());
    journal.acknowledge(new Ack(journal.epoch(), List.of(new SeqRange(1, 1_200))));
    assertEquals(2, disk.list().size(), disk.list().toString());
    journal.close();
    Journal again = open();
    assertEquals(0, again.depth());
    assertEquals(journal.epoch(), again.epoch());
  }

  @Test
  void keepsARingOfWhatIsNamedAndSendsItAgainWhenAsked() {
    JournalSettings ringed = SMALL.keeping(3 * 16 * 1024);
    Journal journal = Journal.open(disk, ringed, CommitLedger.NONE);
    for (int i = 1; i <= 5_000; i++) {
      journal.append(fix(i));
      if (i % 100 == 0) {
        journal.commit();
        journal.acknowledge(new Ack(journal.epoch(), List.of(new SeqRange(i - 99, i))));
      }
    }
    assertTrue(disk.list().size() <= 3 + 2, disk.list().toString());
    assertTrue(journal.bytesFree() >= 7 * 16 * 1024, "the ring makes room: " + journal.bytesFree());
    assertEquals(0, journal.depth());
    assertEquals(101, journal.resendFrom(fix(4_900).fixTime()));
    assertEquals(0, journal.resendFrom(fix(4_900).fixTime()), "they wait already");
    assertEquals(4_900, journal.read(0, 1).getFirst().seq());
    long all = 101 + journal.resendFrom(Instant.EPOCH);
    assertTrue(all > 700 && all < 3_000, all + " of the ring");
    journal.acknowledge(new Ack(journal.epoch(), List.of(new SeqRange(1, 4_990))));
    journal.close();
    Journal again = Journal.open(disk, ringed, CommitLedger.NONE);
    assertEquals(10, again.depth(), "the end of what is asked for survives a restart");
    assertEquals(all, 10 + again.resendFrom(Instant.EPOCH), "and so does the ring");
  }

  /** What is not named goes before nothing else: the ring is the first to give way. */
  @Test
  void theRingGivesWayToWhatIsNotNamed() {
    Journal journal = Journal.open(disk, SMALL.keeping(1 << 20), CommitLedger.NONE);
    for (int i = 1; i <= 5_000; i++) {
      journal.append(fix(i));
      if (i % 100 == 0) {
        journal.commit();
        if (i <= 2_000) {
          journal.acknowledge(new Ack(journal.epoch(), List.of(new SeqRange(1, i))));
        }
      }
    }
    assertEquals(3_000, withoutGaps(journal.read(0, 10_000)).size());
    assertEquals(3_000, journal.depth(), "no gap was needed");
  }

  @Test
  void forgetsNoAckThatFreedAFile() {
    Journal journal = open();
    for (int i = 1; i <= 1_200; i++) {
      journal.append(fix(i));
    }
    journal.commit();
    journal.acknowledge(new Ack(journal.epoch(), List.of(new SeqRange(1, 700))));
    disk.cutPower();
    assertEquals(701, withoutGaps(open().read(0, 1)).getFirst().seq());
  }

  @Test
  void dropsTheOldestAtTheQuotaAndSaysWhich() {
    Journal journal = open();
    for (int i = 1; i <= 5_000; i++) {
      journal.append(fix(i));
      if (i % 10 == 0) {
        journal.commit();
      }
    }
    List<Entry> left = journal.read(0, 10_000);
    assertTrue(disk.list().size() <= 9, disk.list().toString());
    long dropped = 0;
    for (Entry entry : left) {
      if (entry instanceof Entry.Event e && e.event().kind() == EventKind.GAP) {
        assertEquals("quota", e.event().details().get("reason"));
        dropped +=
            Long.parseLong(e.event().details().get("last-seq"))
                - Long.parseLong(e.event().details().get("first-seq"))
                + 1;
      }
    }
    long gapsDropped = dropped + withoutGaps(left).size() - 5_000;
    assertTrue(dropped > 0 && gapsDropped >= 0 && gapsDropped < 10, "dropped " + dropped);
  }

  @Test
  void skipsNumbersAfterAnEndWithoutOrder() {
    Journal journal = open();
    for (int i = 1; i <= 10; i++) {
      journal.append(fix(i));
    }
    journal.commit();
    disk.cutPower();
    Journal again = open();
    SeqRange skipped = again.skipped().orElseThrow();
    assertEquals(11, skipped.first());
    again.commit();
    Entry.Event gap = (Entry.Event) again.read(11, 1).getFirst();
    assertEquals(skipped.last() + 1, gap.seq());
    assertEquals("power", gap.event().details().get("reason"));
    assertEquals(Long.toString(skipped.last()), gap.event().details().get("last-seq"));
  }

  @Test
  void beginsAnotherEpochWhenTheCardIsEmpty() {
    Journal journal = open();
    journal.append(fix(1));
    journal.close();
    assertNotEquals(
        journal.epoch(), Journal.open(new MemoryDisk(2), SMALL, CommitLedger.NONE).epoch());
  }

  @Test
  void tellsTheLedgerBeforeAnythingCanBeRead() {
    List<Long> told = new ArrayList<>();
    Journal journal = Journal.open(disk, SMALL, (epoch, seq, payload) -> told.add(seq));
    journal.append(fix(1));
    assertEquals(List.of(), told);
    journal.onCommit(() -> assertEquals(List.of(1L), told));
    journal.commit();
    assertEquals(List.of(1L), told);
    disk.cutPower();
    told.clear();
    Journal.open(disk, SMALL, (epoch, seq, payload) -> told.add(seq));
    assertEquals(List.of(1L), told, "told again after a restart");
  }

  @Test
  void readsOverADamagedRecordAndSaysWhatItCost() {
    Journal journal = open();
    for (int i = 1; i <= 20; i++) {
      journal.append(fix(i));
    }
    journal.close();
    byte[] bytes = disk.bytes(Segment.fileName(1));
    bytes[Segment.HEAD_BYTES + 38 * 9 + 15] ^= 1; // inside record 10
    Journal again = open();
    again.commit();
    List<Entry> left = again.read(0, 99);
    assertEquals(19, withoutGaps(left).size());
    assertFalse(seqs(left).contains(10L));
    Entry.Event gap = (Entry.Event) left.getLast();
    assertEquals("damage", gap.event().details().get("reason"));
    assertEquals("10", gap.event().details().get("first-seq"));
  }

  @Test
  void readsOverARecordThatIsDamagedWhileItRuns() {
    Journal journal = open();
    for (int i = 1; i <= 20; i++) {
      journal.append(fix(i));
    }
    journal.commit();
    disk.bytes(Segment.fileName(1))[Segment.HEAD_BYTES + 38 * 9 + 15] ^= 1;
    assertEquals(19, journal.read(0, 99).size());
    journal.commit();
    assertEquals(20, journal.depth(), "19 and the gap record");
    assertFalse(journal.isUnacknowledged(10));
  }

  /** 400 torn ends: every record before the hurt place is there, none is invented. */
  @Test
  void givesBackACorrectPrefixOfATornEnd() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      var torn = new MemoryDisk(round);
      Journal journal = Journal.open(torn, SMALL, CommitLedger.NONE);
      int count = 1 + random.nextInt(300);
      for (int i = 1; i <= count; i++) {
        journal.append(fix(i));
      }
      journal.commit();
      byte[] bytes = torn.bytes(Segment.fileName(1));
      int end = Segment.HEAD_BYTES + 38 * count;
      int from = Math.max(Segment.HEAD_BYTES, end - random.nextInt(3_000));
      for (int at = from; at < end; at++) {
        bytes[at] = (byte) (round % 2 == 0 ? 0 : random.nextInt(256));
      }
      int intact = (from - Segment.HEAD_BYTES) / 38;
      Journal again = Journal.open(torn, SMALL, CommitLedger.NONE);
      String what = "seed " + seed + " round " + round;
      List<Entry> left = withoutGaps(again.read(0, 999));
      for (Entry entry : left) {
        assertEquals(new Entry.Position(entry.seq(), fix((int) entry.seq())), entry, what);
      }
      assertTrue(left.size() >= intact, what);
      again.append(fix(9_999));
      again.commit();
      Entry last = again.read(0, 999).getLast();
      assertTrue(last.seq() > count, what + ": a number was given twice");
    }
  }

  /** A fault at every single call that changes the disk, then a power cut: SQLite's way. */
  @Test
  void losesNothingCommittedWhateverCallFails() {
    var healthy = new MemoryDisk(0);
    healthy.failAt(Integer.MAX_VALUE, false);
    int calls = work(healthy, CommitLedger.NONE);
    assertTrue(calls > 80, "only " + calls + " calls");
    for (int failing = 0; failing < calls; failing++) {
      runWithFaultAt(failing, false);
      runWithFaultAt(failing, true);
    }
  }

  private void runWithFaultAt(int failing, boolean forGood) {
    String what = "fault at call " + failing + (forGood ? " and after" : "");
    var faulty = new MemoryDisk(failing);
    Map<Long, byte[]> committed = new HashMap<>();
    Map<Long, byte[]> seen = new HashMap<>();
    long[] epochs = {0};
    CommitLedger ledger =
        (epoch, seq, payload) -> {
          byte[] before = committed.put(seq, payload);
          assertTrue(before == null || Arrays.equals(before, payload), what + ": number reused");
          epochs[0] = epoch;
        };
    faulty.failAt(failing, forGood);
    work(faulty, ledger);
    faulty.heal();
    faulty.cutPower();

    Journal again =
        Journal.open(
            faulty,
            SMALL,
            (epoch, seq, payload) -> {
              if (epoch == epochs[0]) {
                seen.put(seq, payload);
              }
            });
    for (Map.Entry<Long, byte[]> record : committed.entrySet()) {
      byte[] found = seen.get(record.getKey());
      boolean acknowledged = record.getKey() <= ACKED;
      if (found == null) {
        assertTrue(acknowledged, what + ": lost " + record.getKey());
      } else {
        assertTrue(Arrays.equals(found, record.getValue()), what + ": altered " + record.getKey());
      }
    }
    again.append(fix(7_777));
    assertTrue(again.commit(), what);
    long fresh = again.read(0, 10_000).getLast().seq();
    assertTrue(again.epoch() != epochs[0] || !committed.containsKey(fresh), what + ": reused");
  }

  private static final int ACKED = 300;

  /**
   * Opens, fills several files, acknowledges some, closes; returns how often it touched the disk.
   */
  private static int work(MemoryDisk faulty, CommitLedger ledger) {
    try {
      Journal journal = Journal.open(faulty, SMALL, ledger);
      for (int i = 1; i <= 1_000; i++) {
        if (i % 100 == 0) {
          journal.append(event("e" + i));
        } else {
          journal.append(fix(i));
        }
        if (i % 25 == 0) {
          journal.commit();
        }
        if (i == 600) {
          journal.acknowledge(new Ack(journal.epoch(), List.of(new SeqRange(1, ACKED))));
        }
      }
      journal.close();
    } catch (UncheckedIOException refused) {
      return faulty.calls(); // Open said so.
    }
    return faulty.calls();
  }

  @Test
  void writesOnWhenTheCardTakesWritesAgain() {
    Journal journal = open();
    journal.append(fix(1));
    assertTrue(journal.commit());
    disk.failAt(0, true);
    for (int i = 2; i <= 200; i++) {
      journal.append(fix(i));
    }
    assertFalse(journal.commit());
    assertFalse(journal.commit());
    disk.heal();
    assertTrue(journal.commit());
    assertEquals(200, journal.read(0, 999).size());
  }

  @Test
  void saysHowManyItDroppedWhileTheCardRefused() {
    Journal journal = open();
    disk.failAt(0, true);
    for (int i = 0; i < Journal.MAX_PENDING + 500; i++) {
      journal.append(fix(i));
    }
    assertFalse(journal.commit());
    disk.heal();
    // The quota drops the oldest of them; the gap record is the newest.
    assertTrue(journal.commit());
    Entry.Event gap = (Entry.Event) journal.read(0, 100_000).getLast();
    assertEquals("disk", gap.event().details().get("reason"));
    assertEquals("500", gap.event().details().get("records"));
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThrowsIllegal(() -> JournalSettings.DEFAULT.committing(0, Duration.ZERO));
    assertThrowsIllegal(() -> JournalSettings.DEFAULT.sized(1_000, 1 << 20));
    assertThrowsIllegal(() -> JournalSettings.DEFAULT.sized(1 << 20, 1 << 20));
  }

  private static void assertThrowsIllegal(org.junit.jupiter.api.function.Executable action) {
    org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, action);
  }
}
