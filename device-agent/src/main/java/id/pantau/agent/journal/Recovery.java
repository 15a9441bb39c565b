package id.pantau.agent.journal;

import id.pantau.wire.SeqRange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a journal holds after whatever happened to it. Nothing that was committed and is
 * still readable is lost; no number is ever given twice.
 */
final class Recovery {
  private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

  /**
   * What was found.
   *
   * @param segments oldest first
   * @param unacked what is there and not acknowledged
   * @param nextSeq the next number to give
   * @param skipped numbers before it that may have been given to records that are gone; empty after
   *     an end in good order
   * @param holes numbers of committed records that damage has cost
   * @param newest the newest position, if any
   */
  record Found(
      long epoch,
      Deque<Segment> segments,
      SeqSet unacked,
      long nextSeq,
      Optional<SeqRange> skipped,
      SeqSet holes,
      Entry.@Nullable Position newest) {}

  private final Disk disk;
  private final AckCursor cursor;
  private final JournalSettings settings;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final SeqSet present = new SeqSet();
  private final SeqSet holes = new SeqSet();
  private final List<Segment.Raw> lastRecords = new ArrayList<>();
  private long epoch;
  private long lastSeq;
  private long setAside;
  private boolean isTorn;
  private Entry.@Nullable Position newest;

  Recovery(Disk disk, AckCursor cursor, JournalSettings settings) {
    this.disk = disk;
    this.cursor = cursor;
    this.settings = settings;
  }

  Found run() throws IOException {
    List<Long> firsts = new ArrayList<>();
    for (String name : disk.list()) {
      if (name.endsWith(".tmp")) {
        disk.delete(name);
      }
      Segment.findFirstSeq(name).ifPresent(firsts::add);
    }
    firsts.sort(null);
    for (long first : firsts) {
      open(first);
    }
    Optional<AckCursor.State> acked = cursor.read().filter(state -> state.epoch() == epoch);
    if (segments.isEmpty()) {
      // Nothing readable is left: another journal begins, whose numbers mean other records.
      return new Found(newEpoch(), segments, present, 1, Optional.empty(), holes, null);
    }
    // What survived a kill without having been committed is committed now, before it is sent.
    segments.getLast().force();
    long ackedThrough = acked.map(AckCursor.State::ackedThrough).orElse(0L);
    if (ackedThrough > 0) {
      present.remove(1, ackedThrough);
    }
    lastSeq = Math.max(lastSeq, ackedThrough);
    long cleanSeq = acked.map(AckCursor.State::cleanSeq).orElse(0L);
    boolean clean = !isTorn && setAside == 0 && cleanSeq > 0 && cleanSeq == lastSeq;
    // Not only what a chunk may hold: a card that lies about a flush can lose all behind the end.
    Segment last = segments.getLast();
    long room = (last.size() - last.end()) / Segment.MIN_RECORD_BYTES;
    long skipped = clean ? 0 : Math.max(Journal.MAX_CHUNK, room) + setAside;
    Optional<SeqRange> range =
        clean ? Optional.empty() : Optional.of(new SeqRange(lastSeq + 1, lastSeq + skipped));
    return new Found(epoch, segments, present, lastSeq + skipped + 1, range, holes, newest);
  }

  private void open(long first) throws IOException {
    try {
      lastRecords.clear();
      Segment.Opened opened = Segment.open(disk, first, lastRecords::add);
      if (epoch != 0 && opened.epoch() != epoch) {
        throw new IOException("of another journal: " + Segment.fileName(first));
      }
      add(opened);
    } catch (IOException unreadable) {
      // Kept for a person to look at. Its numbers are not given again.
      LOG.log(Level.ERROR, "journal file set aside: {0}", unreadable.getMessage());
      disk.rename(Segment.fileName(first), Segment.fileName(first) + ".bad");
      lastRecords.clear();
      long most = settings.segmentBytes() / Segment.MIN_RECORD_BYTES;
      lastSeq = Math.max(lastSeq, first - 1 + most);
      setAside += most;
    }
  }

  private void add(Segment.Opened opened) throws IOException {
    Segment segment = opened.segment();
    epoch = opened.epoch();
    Segment before = segments.peekLast();
    if (before != null) {
      // After a fault in the older file its last records were written again here.
      before.endBefore(segment.firstSeq());
      if (lastSeq >= segment.firstSeq()) {
        present.remove(segment.firstSeq(), lastSeq);
      }
    }
    opened
        .holes()
        .ranges()
        .forEach(
            hole -> {
              LOG.log(Level.ERROR, "journal file is damaged, records lost: {0}", hole);
              holes.add(hole.first(), hole.last());
            });
    if (opened.tornBytes() > 0) {
      LOG.log(Level.WARNING, "journal file has a torn end, bytes={0}", opened.tornBytes());
      isTorn = true;
      segment.clearTail();
    }
    for (Segment.Raw record : lastRecords) {
      EntryCodec.decode(record.seq(), record.bytes())
          .ifPresent(
              entry -> {
                present.add(entry.seq(), entry.seq());
                if (entry instanceof Entry.Position position) {
                  newest = position;
                }
              });
    }
    lastSeq = Math.max(lastSeq, segment.lastSeq());
    segments.add(segment);
  }

  private static long newEpoch() {
    var random = new SecureRandom();
    long value;
    do {
      value = random.nextLong();
    } while (value == 0);
    return value;
  }
}
