package id.pantau.agent.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a file, and knows where it stands: who reads on does not begin at the front
 * of the file again. Not for two threads at once.
 */
final class Reader {
  /** Records from {@code seq} on begin at {@code place}. */
  private record Mark(Segment segment, long seq, int place) {}

  private final SeqSet unacked;
  private @Nullable Mark mark;

  /**
   * @param unacked the numbers whose records are wanted
   */
  Reader(SeqSet unacked) {
    this.unacked = unacked;
  }

  /**
   * Reads on in one file.
   *
   * @param max how many records {@code found} may have in the end
   * @return the number behind the last one it saw
   */
  long read(Segment segment, long from, int max, List<Entry> found) throws IOException {
    Mark reader = mark;
    boolean usable = reader != null && reader.segment == segment && reader.seq <= from;
    int place = usable && reader != null ? reader.place : Segment.HEAD_BYTES;
    long seen = from;
    List<Segment.Raw> some = segment.read(place);
    while (!some.isEmpty()) {
      for (Segment.Raw record : some) {
        if (record.seq() > segment.lastSeq()) {
          return segment.lastSeq() + 1;
        }
        if (record.seq() >= from) {
          if (unacked.contains(record.seq())) {
            EntryCodec.decode(record.seq(), record.bytes()).ifPresent(found::add);
          }
          seen = record.seq() + 1;
        }
        place = record.next();
        mark = new Mark(segment, record.seq() + 1, place);
        if (found.size() >= max) {
          return seen;
        }
      }
      some = segment.read(place);
    }
    return segment.lastSeq() + 1;
  }

  /** Records of this file with this time or later are wanted again. */
  void wantAgain(Segment segment, Instant from) throws IOException {
    int place = Segment.HEAD_BYTES;
    List<Segment.Raw> some = segment.read(place);
    while (!some.isEmpty()) {
      for (Segment.Raw record : some) {
        place = record.next();
        if (record.seq() <= segment.lastSeq()
            && EntryCodec.decode(record.seq(), record.bytes())
                .filter(entry -> !entry.time().isBefore(from))
                .isPresent()) {
          unacked.add(record.seq(), record.seq());
        }
      }
      some = segment.read(place);
    }
  }

  /** This file goes. */
  void leave(Segment segment) {
    Mark reader = mark;
    if (reader != null && reader.segment == segment) {
      mark = null;
    }
  }
}
