package id.pantau.agent.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Remembers up to where the collector has named everything, in two slots that are written in turn:
 * a write that is torn leaves the other one. A lost write costs a resend, nothing else. Not for two
 * threads at once.
 */
final class AckCursor {
  static final String FILE = "cursor";

  /** A page each, so that one torn write cannot hurt both. */
  private static final int SLOT_BYTES = 4_096;

  private static final int DATA_BYTES = 40;

  /** The card wears; what is not written yet costs a resend after a power cut, nothing else. */
  private static final Duration EVERY = Duration.ofSeconds(30);

  private static final int MAGIC = 0x50544331;

  /**
   * What a slot says.
   *
   * @param ackedThrough every record up to it is acknowledged
   * @param cleanSeq the last number given when the journal was closed in good order, or 0
   */
  record State(long epoch, long ackedThrough, long cleanSeq) {}

  private final Disk disk;
  private Disk.@Nullable Store store;
  private long generation;
  private long savedThrough;
  private long savedNanos;

  AckCursor(Disk disk) {
    this.disk = disk;
  }

  Optional<State> read() throws IOException {
    if (!disk.list().contains(FILE)) {
      return Optional.empty();
    }
    Disk.Store file = disk.open(FILE);
    store = file;
    State newest = null;
    for (int slot = 0; slot < 2; slot++) {
      ByteBuffer in = ByteBuffer.allocate(DATA_BYTES);
      if (file.read(slot * SLOT_BYTES, in) == DATA_BYTES
          && in.flip().getInt() == MAGIC
          && crc(in.array()) == in.getInt(DATA_BYTES - 4)) {
        long written = in.getLong();
        if (written > generation) {
          generation = written;
          newest = new State(in.getLong(), in.getLong(), in.getLong());
        }
      }
    }
    return Optional.ofNullable(newest);
  }

  /** Writes it if it has changed, but not more often than every 30 s. */
  void keepUp(long epoch, long ackedThrough) throws IOException {
    if (System.nanoTime() - savedNanos >= EVERY.toNanos()) {
      catchUp(epoch, ackedThrough);
    }
  }

  /** Writes it if it has changed. */
  void catchUp(long epoch, long ackedThrough) throws IOException {
    if (ackedThrough != savedThrough) {
      write(new State(epoch, ackedThrough, 0));
    }
  }

  void write(State state) throws IOException {
    Disk.Store file = store;
    if (file == null) {
      file = disk.create(FILE + ".tmp", 2 * SLOT_BYTES);
      try {
        disk.rename(FILE + ".tmp", FILE);
      } catch (IOException e) {
        file.close();
        throw e;
      }
      store = file;
    }
    long next = generation + 1;
    ByteBuffer out =
        ByteBuffer.allocate(DATA_BYTES)
            .putInt(MAGIC)
            .putLong(next)
            .putLong(state.epoch)
            .putLong(state.ackedThrough)
            .putLong(state.cleanSeq);
    out.putInt(crc(out.array()));
    file.write((int) (next % 2) * SLOT_BYTES, out.flip());
    file.force();
    generation = next;
    savedThrough = state.ackedThrough;
    savedNanos = System.nanoTime();
  }

  void close() throws IOException {
    Disk.Store file = store;
    store = null;
    if (file != null) {
      file.close();
    }
  }

  private static int crc(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes, 0, DATA_BYTES - 4);
    return (int) crc.getValue();
  }
}
