package id.pantau.collector.track;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads what the function {@code packed_track} of the database wrote: blocks in any order. */
final class PackedTrack {
  private static final int HEAD_BYTES = 28;

  /** Beyond this dilution, in tenths, a position is off by a hundred metres and more. */
  private static final int POOR_DILUTION = 100;

  private PackedTrack() {}

  /** A record in a block of which the numbers are read when they are needed. */
  private record Place(long timeMs, long epoch, long seq, int body, int count, int i) {
    static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::timeMs)
            .thenComparingLong(Place::epoch)
            .thenComparingLong(Place::seq);
  }

  static Track read(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    List<Place> places = places(in);
    places.sort(Place.ORDER);
    Track.Builder track = Track.builder();
    for (Place place : places) {
      int n = place.count;
      int i = place.i;
      int flags = in.getShort(place.body + FixBlock.FLAGS * n + 2 * i);
      boolean poor = in.getShort(place.body + FixBlock.DILUTIONS * n + 2 * i) > POOR_DILUTION;
      track.add(
          place.timeMs,
          in.getInt(place.body + FixBlock.LATS * n + 4 * i),
          in.getInt(place.body + FixBlock.LONS * n + 4 * i),
          in.getShort(place.body + FixBlock.SPEEDS * n + 2 * i),
          in.getShort(place.body + FixBlock.COURSES * n + 2 * i),
          (short) (poor ? flags | Track.FLAG_POOR : flags));
    }
    return track.build();
  }

  private static List<Place> places(ByteBuffer in) {
    List<Place> places = new ArrayList<>();
    int at = 0;
    while (at < in.capacity()) {
      long hourMs = PgTime.ms(in.getLong(at));
      long epoch = in.getLong(at + 8);
      long firstSeq = in.getLong(at + 16);
      int count = in.getInt(at + 24);
      int body = at + HEAD_BYTES;
      for (int i = 0; i < count; i++) {
        long timeMs = hourMs + in.getInt(body + 4 * i);
        long seq = firstSeq + in.getInt(body + FixBlock.SEQS * count + 4 * i);
        places.add(new Place(timeMs, epoch, seq, body, count, i));
      }
      at = body + count * FixBlock.RECORD_BYTES;
    }
    return places;
  }
}
