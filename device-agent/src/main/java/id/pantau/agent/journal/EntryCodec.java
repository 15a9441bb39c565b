package id.pantau.agent.journal;

import id.pantau.wire.Decoded;
import id.pantau.wire.EventCodec;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of one record on the card. A position has a fixed form of {@value #POSITION_BYTES}
 * bytes in the steps of the wire; an event is its wire payload.
 */
final class EntryCodec {
  private static final byte POSITION = 1;
  private static final byte EVENT = 2;
  private static final int POSITION_BYTES = 28;
  private static final int UNKNOWN = -1;
  private static final int UNKNOWN_ALTITUDE = Short.MIN_VALUE;

  private EntryCodec() {}

  static byte[] encode(long epoch, Entry entry) {
    return switch (entry) {
      case Entry.Position position -> position(position.fix());
      case Entry.Event event -> {
        byte[] payload = wire(epoch, event);
        yield ByteBuffer.allocate(payload.length + 1).put(EVENT).put(payload).array();
      }
    };
  }

  private static byte[] position(Fix fix) {
    return ByteBuffer.allocate(POSITION_BYTES)
        .put(POSITION)
        .putLong(fix.fixTime().toEpochMilli())
        .putInt((int) Math.round(fix.at().lat() * 1e6))
        .putInt((int) Math.round(fix.at().lon() * 1e6))
        .putShort(steps(fix.speedMs(), 10))
        .putShort(steps(fix.courseDeg(), 1))
        .putShort(
            (short)
                (Double.isNaN(fix.altitudeM()) ? UNKNOWN_ALTITUDE : Math.round(fix.altitudeM())))
        .putShort(steps(fix.hdop(), 10))
        .put((byte) fix.satellites())
        .put((byte) fix.mode().nmea())
        .put((byte) fix.flags())
        .array();
  }

  private static short steps(double value, int perUnit) {
    return (short) (Double.isNaN(value) ? UNKNOWN : Math.round(value * perUnit));
  }

  /** Empty when the bytes are no record of ours. */
  static Optional<Entry> decode(long seq, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return switch (in.get()) {
        case POSITION -> Optional.of(new Entry.Position(seq, fix(in)));
        case EVENT -> event(seq, bytes);
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException notOurs) {
      return Optional.empty();
    }
  }

  private static Optional<Entry> event(long seq, byte[] bytes) {
    byte[] payload = java.util.Arrays.copyOfRange(bytes, 1, bytes.length);
    return switch (EventCodec.decode(payload)) {
      case Decoded.Good<NumberedEvent> good ->
          Optional.of(new Entry.Event(seq, good.value().event()));
      case Decoded.Bad<NumberedEvent> bad -> Optional.empty();
    };
  }

  private static Fix fix(ByteBuffer in) {
    Instant time = Instant.ofEpochMilli(in.getLong());
    LatLon at = new LatLon(in.getInt() / 1e6, in.getInt() / 1e6);
    short speed = in.getShort();
    short course = in.getShort();
    short altitude = in.getShort();
    short hdop = in.getShort();
    int satellites = in.get();
    Fix.Mode mode = in.get() == 2 ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D;
    return new Fix(
        time,
        at,
        mode,
        speed == UNKNOWN ? Double.NaN : speed / 10.0,
        course == UNKNOWN ? Double.NaN : course,
        altitude == UNKNOWN_ALTITUDE ? Double.NaN : altitude,
        hdop == UNKNOWN ? Double.NaN : hdop / 10.0,
        satellites,
        in.get());
  }

  /** The payload of this record when it travels alone. */
  static byte[] wire(long epoch, Entry entry) {
    return switch (entry) {
      case Entry.Position position ->
          TrackCodec.encode(
              new TrackBatch(epoch, List.of(new TrackRecord(position.seq(), position.fix()))));
      case Entry.Event event ->
          EventCodec.encode(new NumberedEvent(epoch, event.seq(), event.event()));
    };
  }
}
