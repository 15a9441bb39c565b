package id.pantau.agent.journal;

import id.pantau.wire.Ack;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.Fix;
import id.pantau.wire.SeqRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tracker's store of records.
 *
 * <p>What {@link #commit} has written survives kill and power cut, and stays until {@link
 * #acknowledge} names it. A number is given at the commit and never again, whatever happens. Only
 * committed records can be read. Any thread may call; one lock guards all.
 */
public final class Journal implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Journal.class.getName());

  /** Records are numbered and written in chunks of this size, so no more numbers can be lost. */
  static final int MAX_CHUNK = 64;

  /**
   * While the card refuses to write, so many wait in memory; then the newest go, and a gap says so.
   */
  static final int MAX_PENDING = 10_000;

  /** Acknowledged out of order, e.g. by the live lane; beyond it only acks in order count. */
  private static final int MAX_UNACKED_RANGES = 10_000;

  private static final int MAX_FRESH_EVENTS = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Disk disk;
  private final JournalSettings settings;
  private final CommitLedger ledger;
  private final AckCursor cursor;
  private final long epoch;
  private final Optional<SeqRange> skipped;

  private final Deque<Segment> segments;
  private final SeqSet unacked;
  private final Reader reader;

  /** Not numbered yet. */
  private final Deque<LongFunction<Entry>> pending = new ArrayDeque<>();

  /** Numbered, and not yet known to be on the card. */
  private final Deque<Entry> chunk = new ArrayDeque<>();

  /** Where the next records go; null = a new file must be made. */
  private @Nullable Segment active;

  private final Deque<Entry.Event> freshEvents = new ArrayDeque<>();

  private long nextSeq;
  private Entry.@Nullable Position newest;
  private long droppedWhileFull;
  private @Nullable Runnable onCommit;

  private Journal(
      Disk disk,
      JournalSettings settings,
      CommitLedger ledger,
      AckCursor cursor,
      Recovery.Found f) {
    this.disk = disk;
    this.settings = settings;
    this.ledger = ledger;
    this.cursor = cursor;
    this.epoch = f.epoch();
    this.skipped = f.skipped();
    this.segments = f.segments();
    this.unacked = f.unacked();
    this.reader = new Reader(unacked);
    this.active = segments.peekLast();
    this.nextSeq = f.nextSeq();
    this.newest = f.newest();
  }

  /**
   * Opens the journal of this folder, or begins one.
   *
   * @throws UncheckedIOException when the folder cannot be read or written
   */
  public static Journal open(Path folder, JournalSettings settings, CommitLedger ledger) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the journal folder " + folder, e);
    }
    return open(new RealDisk(folder), settings, ledger);
  }

  static Journal open(Disk disk, JournalSettings settings, CommitLedger ledger) {
    var cursor = new AckCursor(disk);
    try {
      Recovery.Found found = new Recovery(disk, cursor, settings).run();
      var journal = new Journal(disk, settings, ledger, cursor, found);
      // From now on an end is not in good order until close says so.
      cursor.write(new AckCursor.State(found.epoch(), journal.ackedThrough(), 0));
      journal.tellLedgerAgain();
      journal.noteWhatIsMissing(found);
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the journal", e);
    }
  }

  private void tellLedgerAgain() {
    if (ledger == CommitLedger.NONE) {
      return;
    }
    long from = 0;
    List<Entry> some = read(from, MAX_CHUNK);
    while (!some.isEmpty()) {
      some.forEach(entry -> ledger.committed(epoch, entry.seq(), EntryCodec.wire(epoch, entry)));
      from = some.getLast().seq() + 1;
      some = read(from, MAX_CHUNK);
    }
  }

  private void noteWhatIsMissing(Recovery.Found found) {
    // Most of the skipped numbers were never given: a power cut costs what was not committed.
    found.skipped().ifPresent(range -> append(gap("power", range, settings.commitRecords())));
    found.holes().ranges().forEach(this::appendDamage);
  }

  /** The random number of this journal; with a seq it names a record for ever. */
  public long epoch() {
    return epoch;
  }

  /** Numbers that may have been lost at the last end, if that was not in good order. */
  public Optional<SeqRange> skipped() {
    return skipped;
  }

  /** Is told after each commit, on the committing thread; one listener, set once. */
  public void onCommit(Runnable listener) {
    lock.lock();
    try {
      onCommit = listener;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a position; it is durable after the next {@link #commit}.
   *
   * @param fix as the wire can carry it, see {@code TrackCodec.rounded}
   */
  public void append(Fix fix) {
    add(seq -> new Entry.Position(seq, fix));
  }

  /** Takes an event; it is durable after the next {@link #commit}. */
  public void append(DeviceEvent event) {
    add(seq -> new Entry.Event(seq, event));
  }

  private void add(LongFunction<Entry> record) {
    lock.lock();
    try {
      if (pending.size() < MAX_PENDING) {
        pending.add(record);
      } else if (droppedWhileFull++ == 0) {
        LOG.log(Level.ERROR, "journal cannot write, newest records are dropped from now on");
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many records wait for a commit. */
  public int pending() {
    lock.lock();
    try {
      return pending.size() + chunk.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes all that was appended durable.
   *
   * @return false when the card refused: the rest waits for the next call
   */
  public boolean commit() {
    boolean some;
    boolean all = true;
    Runnable listener;
    lock.lock();
    try {
      long before = nextCommitted;
      try {
        writeAll();
        cursor.keepUp(epoch, ackedThrough());
      } catch (IOException e) {
        all = false;
        abandonActive(e);
      }
      some = nextCommitted != before;
      listener = onCommit;
    } finally {
      lock.unlock();
    }
    if (some && listener != null) {
      listener.run();
    }
    return all;
  }

  /** Counts commits; tells the caller whether anything new can be read. */
  private long nextCommitted;

  private void writeAll() throws IOException {
    while (true) {
      while (chunk.size() < MAX_CHUNK && !pending.isEmpty()) {
        chunk.add(pending.remove().apply(nextSeq++));
      }
      if (chunk.isEmpty()) {
        if (droppedWhileFull == 0) {
          return;
        }
        noteDropped();
      } else {
        writeChunk();
      }
    }
  }

  private void writeChunk() throws IOException {
    while (!chunk.isEmpty()) {
      List<byte[]> bodies = chunk.stream().map(entry -> EntryCodec.encode(epoch, entry)).toList();
      Segment segment = activeFor(bodies.getFirst(), chunk.getFirst().seq());
      ByteBuffer out = ByteBuffer.allocate(bodies.stream().mapToInt(Segment::bytesFor).sum());
      List<Entry> together = new ArrayList<>();
      for (Entry entry : chunk) {
        byte[] body = bodies.get(together.size());
        if (!segment.fits(out.position(), body)) {
          break;
        }
        segment.put(out, entry.seq(), body);
        together.add(entry);
      }
      segment.commit(out.flip(), together.getLast().seq());
      together.forEach(this::committed);
    }
  }

  private void committed(Entry entry) {
    chunk.remove();
    if (ledger != CommitLedger.NONE) {
      ledger.committed(epoch, entry.seq(), EntryCodec.wire(epoch, entry));
    }
    unacked.add(entry.seq(), entry.seq());
    switch (entry) {
      case Entry.Position position -> newest = position;
      case Entry.Event event -> {
        freshEvents.add(event);
        if (freshEvents.size() > MAX_FRESH_EVENTS) {
          freshEvents.remove();
        }
      }
    }
    nextCommitted++;
  }

  private Segment activeFor(byte[] body, long seq) throws IOException {
    Segment segment = active;
    if (segment != null && segment.fits(0, body)) {
      return segment;
    }
    active = null;
    makeRoom();
    Segment fresh = Segment.create(disk, epoch, seq, settings.segmentBytes());
    segments.add(fresh);
    active = fresh;
    return fresh;
  }

  /** After a refused write nobody knows what is on the card: nothing more goes into that file. */
  private void abandonActive(IOException why) {
    LOG.log(Level.ERROR, "journal cannot write: {0}", why.toString());
    Segment segment = active;
    active = null;
    if (segment != null && segment.isEmpty()) {
      segments.remove(segment);
      discard(segment);
    }
  }

  private void makeRoom() throws IOException {
    trim();
    while ((segments.size() + 1L) * settings.segmentBytes() > settings.quotaBytes()) {
      Segment oldest = segments.remove();
      long lost = unacked.count(oldest.firstSeq(), oldest.lastSeq());
      if (lost > 0) {
        SeqRange range = new SeqRange(oldest.firstSeq(), oldest.lastSeq());
        LOG.log(Level.ERROR, "journal is full, oldest records dropped: {0}", range);
        unacked.remove(range.first(), range.last());
        append(gap("quota", range, lost));
      }
      discard(oldest);
    }
  }

  private void noteDropped() {
    long count = droppedWhileFull;
    droppedWhileFull = 0;
    pending.add(seq -> new Entry.Event(seq, Gaps.unwritten(count, newest)));
  }

  private void appendDamage(SeqRange range) {
    append(gap("damage", range, range.last() - range.first() + 1));
  }

  private DeviceEvent gap(String reason, SeqRange range, long atMost) {
    return Gaps.of(reason, range, atMost, newest);
  }

  /**
   * The collector has committed these records: they may go.
   *
   * @return how many of them were still here; 0 for an ack of another journal
   */
  public long acknowledge(Ack ack) {
    if (ack.epoch() != epoch) {
      return 0;
    }
    lock.lock();
    try {
      long before = unacked.size();
      for (SeqRange range : ack.ranges()) {
        OptionalLong first = unacked.next(0);
        if (unacked.rangeCount() < MAX_UNACKED_RANGES
            || first.isPresent() && range.contains(first.getAsLong())) {
          unacked.remove(range.first(), range.last());
        }
      }
      trim();
      return before - unacked.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whole files of acknowledged records go, oldest first, but for the ring of those just named. */
  private void trim() {
    while (ringBytes() > settings.ringBytes()) {
      Segment oldest = segments.getFirst();
      try {
        cursor.catchUp(epoch, ackedThrough()); // Else they would seem lost after a restart.
      } catch (IOException e) {
        LOG.log(Level.WARNING, "journal cannot note what is acknowledged: {0}", e.toString());
        return;
      }
      segments.remove();
      discard(oldest);
    }
  }

  /** Of the files before the first that is still needed. */
  private long ringBytes() {
    long bytes = 0;
    for (Segment segment : segments) {
      if (segment == active || unacked.intersects(segment.firstSeq(), segment.lastSeq())) {
        break;
      }
      bytes += settings.segmentBytes();
    }
    return bytes;
  }

  /**
   * The collector has lost what it had named: everything that is still here counts as not
   * acknowledged again.
   *
   * @param from of records with this time or later
   * @return how many records that are
   */
  public long resendFrom(Instant from) {
    lock.lock();
    try {
      long before = unacked.size();
      for (Segment segment : segments) {
        reader.wantAgain(segment, from);
      }
      return unacked.size() - before;
    } catch (IOException e) {
      throw new UncheckedIOException("journal cannot read", e);
    } finally {
      lock.unlock();
    }
  }

  private void discard(Segment segment) {
    reader.leave(segment);
    try {
      segment.close();
      disk.delete(Segment.fileName(segment.firstSeq()));
    } catch (IOException e) {
      // It stays until the next start, where its records are known to be acknowledged.
      LOG.log(Level.WARNING, "journal cannot delete a file: {0}", e.toString());
    }
  }

  private long ackedThrough() {
    OptionalLong first = unacked.next(0);
    if (first.isPresent()) {
      return first.getAsLong() - 1;
    }
    Segment last = segments.peekLast();
    return last == null ? 0 : Math.max(0, last.lastSeq());
  }

  /**
   * Committed records that are not acknowledged, in rising order.
   *
   * @param from the smallest number wanted
   * @param max how many at most
   */
  public List<Entry> read(long from, int max) {
    List<Entry> found = new ArrayList<>();
    lock.lock();
    try {
      OptionalLong next = unacked.next(from);
      while (next.isPresent() && found.size() < max) {
        Segment segment = segmentOf(next.getAsLong());
        int before = found.size();
        long after = reader.read(segment, next.getAsLong(), max, found);
        loseUnreadable(next.getAsLong(), found.subList(before, found.size()), after);
        next = unacked.next(after);
      }
      return found;
    } catch (IOException e) {
      LOG.log(Level.ERROR, "journal cannot read: {0}", e.toString());
      return found;
    } finally {
      lock.unlock();
    }
  }

  private Segment segmentOf(long seq) {
    for (Segment segment : segments) {
      if (segment.firstSeq() <= seq && seq <= segment.lastSeq()) {
        return segment;
      }
    }
    throw new IllegalStateException("no file has record " + seq + " of " + unacked);
  }

  /** Committed bytes have changed on the card: what cannot be read cannot be sent. */
  private void loseUnreadable(long from, List<Entry> read, long until) {
    long expected = from;
    for (Entry entry : read) {
      lose(expected, entry.seq() - 1);
      expected = entry.seq() + 1;
    }
    lose(expected, until - 1);
  }

  private void lose(long first, long last) {
    if (first <= last && unacked.intersects(first, last)) {
      SeqRange range = new SeqRange(first, last);
      LOG.log(Level.ERROR, "journal records are damaged and lost: {0}", range);
      unacked.remove(first, last);
      appendDamage(range);
    }
  }

  /** The newest committed position, if it is not acknowledged yet. */
  public Optional<Entry.Position> findNewestPosition() {
    lock.lock();
    try {
      return Optional.ofNullable(newest).filter(position -> unacked.contains(position.seq()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next event that was committed since the start and not asked for yet, so that it can
   * overtake a backlog. Beyond {@value #MAX_FRESH_EVENTS} the oldest take their turn like all
   * others.
   */
  public Optional<Entry.Event> pollFreshEvent() {
    lock.lock();
    try {
      while (!freshEvents.isEmpty()) {
        Entry.Event event = freshEvents.remove();
        if (unacked.contains(event.seq())) {
          return Optional.of(event);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether this record is committed and not acknowledged. */
  public boolean isUnacknowledged(long seq) {
    lock.lock();
    try {
      return unacked.contains(seq);
    } finally {
      lock.unlock();
    }
  }

  /** How many records wait for the collector. */
  public long depth() {
    lock.lock();
    try {
      return unacked.size();
    } finally {
      lock.unlock();
    }
  }

  /** Room before the quota; what the collector has named makes room. */
  public long bytesFree() {
    lock.lock();
    try {
      long used = (long) segments.size() * settings.segmentBytes() - ringBytes();
      return settings.quotaBytes() - used;
    } finally {
      lock.unlock();
    }
  }

  /** Commits what waits and notes that the end was in good order. */
  @Override
  public void close() {
    boolean all = commit();
    lock.lock();
    try {
      if (all) {
        cursor.write(new AckCursor.State(epoch, ackedThrough(), nextSeq - 1));
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "journal cannot note its end: {0}", e.toString());
    } finally {
      closeFiles();
      lock.unlock();
    }
  }

  private void closeFiles() {
    try {
      cursor.close();
      for (Segment segment : segments) {
        segment.close();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "journal cannot close a file: {0}", e.toString());
    }
    segments.clear();
    active = null;
  }
}
