package id.pantau.agent.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One preallocated file of records.
 *
 * <pre>
 * head    magic "PTJ1" | epoch 8 | first seq 8 | crc32c 4
 * record  length 2 | seq minus first seq 4 | crc32c 4 | bytes
 * </pre>
 *
 * The checksum of a record covers its number, so bytes of another place never pass. A length of 0
 * ends the file: it was made of zeros. Not for two threads at once.
 */
final class Segment {
  static final int HEAD_BYTES = 24;
  static final int RECORD_HEAD_BYTES = 10;

  /** First a small window, then one that holds the longest record. */
  private static final int[] READ_BYTES = {16 * 1024, RECORD_HEAD_BYTES + 0xffff};

  /** Far more than a file can hold, skipped numbers included. */
  private static final int MAX_SEQ_OFFSET = 1 << 24;

  /** No record is shorter, see {@link EntryCodec}. */
  static final int MIN_RECORD_BYTES = RECORD_HEAD_BYTES + 1;

  static final int MAX_ENTRY_BYTES = 0xffff;

  private static final int MAGIC = 0x50544a31;
  private static final String SUFFIX = ".seg";

  private final Disk.Store store;
  private final long firstSeq;
  private final int size;

  /** Behind the last committed record. */
  private int end = HEAD_BYTES;

  private long lastSeq;

  private Segment(Disk.Store store, long firstSeq, int size) {
    this.store = store;
    this.firstSeq = firstSeq;
    this.size = size;
    this.lastSeq = firstSeq - 1;
  }

  static String fileName(long firstSeq) {
    return "%019d%s".formatted(firstSeq, SUFFIX);
  }

  /** The first number of a file of that name; empty when it is no segment. */
  static OptionalLong findFirstSeq(String fileName) {
    return fileName.matches("\\d{19}\\" + SUFFIX)
        ? OptionalLong.of(Long.parseLong(fileName.substring(0, 19)))
        : OptionalLong.empty();
  }

  /**
   * Makes a new one under a temporary name first: a half-made file is never taken for a segment.
   */
  static Segment create(Disk disk, long epoch, long firstSeq, int bytes) throws IOException {
    String name = fileName(firstSeq);
    Disk.Store store = disk.create(name + ".tmp", bytes);
    try {
      ByteBuffer head =
          ByteBuffer.allocate(HEAD_BYTES).putInt(MAGIC).putLong(epoch).putLong(firstSeq);
      head.putInt(crc(head.array(), HEAD_BYTES - 4));
      store.write(0, head.flip());
      store.force();
      disk.rename(name + ".tmp", name);
    } catch (IOException e) {
      store.close();
      throw e;
    }
    return new Segment(store, firstSeq, bytes);
  }

  /**
   * What a file holds.
   *
   * @param tornBytes how much of something lies behind the last whole record
   * @param holes numbers that damage in the middle has cost
   */
  record Opened(Segment segment, long epoch, int tornBytes, SeqSet holes) {}

  /** A record as it lies there, and the place behind it. */
  record Raw(long seq, byte[] bytes, int next) {}

  /**
   * Opens a file and tells every whole record; damage costs only the records that it touches.
   *
   * @throws IOException when it cannot be read or its head is not one of ours
   */
  static Opened open(Disk disk, long firstSeq, Consumer<Raw> records) throws IOException {
    Disk.Store store = disk.open(fileName(firstSeq));
    try {
      byte[] bytes = new byte[store.size()];
      int length = store.read(0, ByteBuffer.wrap(bytes));
      ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
      if (length < HEAD_BYTES || in.getInt() != MAGIC) {
        throw new IOException("no journal segment: " + fileName(firstSeq));
      }
      long epoch = in.getLong();
      if (in.getLong() != firstSeq || in.getInt() != crc(bytes, HEAD_BYTES - 4)) {
        throw new IOException("damaged head: " + fileName(firstSeq));
      }
      var segment = new Segment(store, firstSeq, length);
      SeqSet holes = segment.scan(bytes, length, records);
      return new Opened(segment, epoch, dirtyBytes(bytes, segment.end, length), holes);
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  private SeqSet scan(byte[] bytes, int length, Consumer<Raw> records) {
    SeqSet holes = new SeqSet();
    int at = HEAD_BYTES;
    while (true) {
      Raw record = record(bytes, at, length);
      if (record == null && !isEnd(bytes, at, length)) {
        record = findBehindDamage(bytes, at, length, lastSeq);
        if (record != null && record.seq > lastSeq + 1) {
          holes.add(lastSeq + 1, record.seq - 1);
        }
      }
      if (record == null || record.seq <= lastSeq) {
        end = at;
        return holes;
      }
      records.accept(record);
      lastSeq = record.seq;
      at = record.next;
    }
  }

  /** The rest of the file is as it was made. */
  private static boolean isEnd(byte[] bytes, int at, int length) {
    return dirtyBytes(bytes, at, length) == 0;
  }

  private @Nullable Raw findBehindDamage(byte[] bytes, int from, int length, long afterSeq) {
    for (int at = from + 1; at + MIN_RECORD_BYTES <= length; at++) {
      Raw record = record(bytes, at, length);
      if (record != null && record.seq > afterSeq) {
        return record;
      }
    }
    return null;
  }

  private @Nullable Raw record(byte[] bytes, int at, int length) {
    if (at + RECORD_HEAD_BYTES > length) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, at, length - at);
    int count = in.getShort() & 0xffff;
    int offset = in.getInt();
    // The second test keeps the search behind damage from summing what is no record.
    if (count == 0
        || at + RECORD_HEAD_BYTES + count > length
        || offset < 0
        || offset > MAX_SEQ_OFFSET) {
      return null;
    }
    long seq = firstSeq + offset;
    int sum = in.getInt();
    byte[] body = new byte[count];
    in.get(body);
    return sum == sum(seq, body) ? new Raw(seq, body, at + RECORD_HEAD_BYTES + count) : null;
  }

  /** From here to the last byte that is not zero. */
  private static int dirtyBytes(byte[] bytes, int from, int until) {
    for (int i = until; i > from; i--) {
      if (bytes[i - 1] != 0) {
        return i - from;
      }
    }
    return 0;
  }

  /** Puts zeros behind the last record again, so that nothing of a torn one is ever read. */
  void clearTail() throws IOException {
    store.write(end, ByteBuffer.allocate(size - end));
    store.force();
  }

  void force() throws IOException {
    store.force();
  }

  /** Whether this record still goes in behind {@code planned} bytes of others. */
  boolean fits(int planned, byte[] body) {
    return end + planned + bytesFor(body) <= size;
  }

  static int bytesFor(byte[] body) {
    return RECORD_HEAD_BYTES + body.length;
  }

  void put(ByteBuffer out, long seq, byte[] body) {
    out.putShort((short) body.length)
        .putInt((int) (seq - firstSeq))
        .putInt(sum(seq, body))
        .put(body);
  }

  /**
   * Makes records durable that {@link #put} has laid out.
   *
   * @param last the number of the last of them
   */
  void commit(ByteBuffer records, long last) throws IOException {
    int bytes = records.remaining();
    store.write(end, records);
    store.force();
    end += bytes;
    lastSeq = last;
  }

  /**
   * The committed records from this place on, some at a time.
   *
   * @param from {@link #HEAD_BYTES} or the {@code next} of a record
   * @return empty at the end
   */
  List<Raw> read(int from) throws IOException {
    List<Raw> records = new ArrayList<>();
    for (int window : READ_BYTES) {
      byte[] bytes = bytes(from, window);
      Raw record = record(bytes, 0, bytes.length);
      while (record != null) {
        records.add(new Raw(record.seq, record.bytes, from + record.next));
        record = record(bytes, record.next, bytes.length);
      }
      if (!records.isEmpty() || bytes.length < window) {
        break;
      }
    }
    if (records.isEmpty() && from < end) {
      byte[] rest = bytes(from, end - from);
      Raw record = findBehindDamage(rest, 0, rest.length, firstSeq - 1);
      if (record != null) {
        records.add(new Raw(record.seq, record.bytes, from + record.next));
      }
    }
    return records;
  }

  private byte[] bytes(int from, int atMost) throws IOException {
    byte[] bytes = new byte[Math.clamp(end - from, 0, atMost)];
    int length = store.read(from, ByteBuffer.wrap(bytes));
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  long firstSeq() {
    return firstSeq;
  }

  /** One less than the first when it is empty. */
  long lastSeq() {
    return lastSeq;
  }

  /**
   * Records from this number on are in the next file, which was begun after a fault in this one.
   */
  void endBefore(long seq) {
    lastSeq = Math.min(lastSeq, seq - 1);
  }

  int end() {
    return end;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return lastSeq < firstSeq;
  }

  void close() throws IOException {
    store.close();
  }

  private static int sum(long seq, byte[] body) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putLong(seq).flip());
    crc.update(body);
    return (int) crc.getValue();
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
