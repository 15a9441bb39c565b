package id.pantau.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Turns positions into the payload of the {@code track} and {@code live} lanes and back.
 *
 * <p>The wire keeps 1 ms, 1e-6° (0.11 m), 0.1 m/s, 1°, 1 m and 0.1 of HDOP. {@link #rounded}
 * applies these steps, so that a tracker can number and keep exactly what it will send: encoding a
 * rounded fix and decoding it gives the same fix.
 */
public final class TrackCodec {
  private static final int SCHEMA = 1;
  private static final long[] TIME_UNITS_MS = {1, 10, 100, 1_000};
  private static final int COLUMNS_MAX_BYTES = 64 * 1024;

  private TrackCodec() {}

  /** The fix as the wire can carry it. */
  public static Fix rounded(Fix fix) {
    return fix(
        fix.fixTime().toEpochMilli(),
        Math.round(fix.at().lat() * 1e6),
        Math.round(fix.at().lon() * 1e6),
        Numbers.of(fix));
  }

  public static byte[] encode(TrackBatch batch) {
    List<TrackRecord> records = batch.records();
    BitWriter out = new BitWriter();
    ColumnCodec.write(out, column(records, TrackRecord::seq));
    long[] times = column(records, r -> r.fix().fixTime().toEpochMilli());
    int unit = coarsestUnit(times);
    out.write(unit, 2);
    for (int i = 0; i < times.length; i++) {
      times[i] /= TIME_UNITS_MS[unit];
    }
    ColumnCodec.write(out, times);
    ColumnCodec.write(out, column(records, r -> Math.round(r.fix().at().lat() * 1e6)));
    ColumnCodec.write(out, column(records, r -> Math.round(r.fix().at().lon() * 1e6)));
    List<Numbers> numbers = records.stream().map(r -> Numbers.of(r.fix())).toList();
    for (Field field : Field.values()) {
      ColumnCodec.write(out, column(numbers, field.get));
    }
    return id.pantau.wire.proto.TrackBatch.newBuilder()
        .setSchema(SCHEMA)
        .setEpoch(batch.epoch())
        .setCount(records.size())
        .setColumns(ByteString.copyFrom(out.toBytes()))
        .setAnswerLater(batch.answerLater())
        .build()
        .toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<TrackBatch> decode(byte[] payload) {
    try {
      var message = id.pantau.wire.proto.TrackBatch.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("track schema " + message.getSchema() + " is not known");
      }
      int count = message.getCount();
      if (count < 1 || count > TrackBatch.MAX_RECORDS) {
        return new Decoded.Bad<>("track count " + count);
      }
      if (message.getColumns().size() > COLUMNS_MAX_BYTES) {
        return new Decoded.Bad<>("track columns of " + message.getColumns().size() + " bytes");
      }
      return new Decoded.Good<>(
          new TrackBatch(
              message.getEpoch(),
              records(new BitReader(message.getColumns().toByteArray()), count),
              message.getAnswerLater()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException | ArithmeticException e) {
      return new Decoded.Bad<>("track payload: " + e.getMessage());
    }
  }

  private static List<TrackRecord> records(BitReader in, int count) {
    long[] seqs = ColumnCodec.read(in, count);
    long unitMs = TIME_UNITS_MS[(int) in.read(2)];
    long[] times = ColumnCodec.read(in, count);
    long[] lats = ColumnCodec.read(in, count);
    long[] lons = ColumnCodec.read(in, count);
    long[][] rest = new long[Field.values().length][];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = ColumnCodec.read(in, count);
    }
    if (!in.atEnd()) {
      throw new IllegalArgumentException("bits left over");
    }
    List<TrackRecord> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Numbers numbers =
          new Numbers(
              rest[0][i], rest[1][i], rest[2][i], rest[3][i], rest[4][i], rest[5][i], rest[6][i]);
      long timeMs = Math.multiplyExact(times[i], unitMs);
      records.add(new TrackRecord(seqs[i], fix(timeMs, lats[i], lons[i], numbers)));
    }
    return records;
  }

  private static Fix fix(long timeMs, long latE6, long lonE6, Numbers n) {
    if (n.mode < 2 || n.mode > 3) {
      throw new IllegalArgumentException("mode " + n.mode);
    }
    return new Fix(
        Instant.ofEpochMilli(timeMs),
        new LatLon(latE6 / 1e6, lonE6 / 1e6),
        n.mode == 2 ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D,
        n.speed == 0 ? Double.NaN : (n.speed - 1) / 10.0,
        n.course == 0 ? Double.NaN : n.course - 1,
        n.altitude == 0 ? Double.NaN : n.altitude - 1 - Numbers.ALTITUDE_SHIFT_M,
        n.hdop == 0 ? Double.NaN : (n.hdop - 1) / 10.0,
        Math.toIntExact(n.satellites - 1),
        Math.toIntExact(n.flags));
  }

  private static int coarsestUnit(long[] timesMs) {
    int unit = TIME_UNITS_MS.length - 1;
    for (long time : timesMs) {
      while (time % TIME_UNITS_MS[unit] != 0) {
        unit--;
      }
    }
    return unit;
  }

  private static <T> long[] column(List<T> rows, ToLongFunction<T> value) {
    return rows.stream().mapToLong(value).toArray();
  }

  /** The small columns, in wire order; 0 stands for unknown where a value may be unknown. */
  private enum Field {
    SPEED(n -> n.speed),
    COURSE(n -> n.course),
    ALTITUDE(n -> n.altitude),
    HDOP(n -> n.hdop),
    SATELLITES(n -> n.satellites),
    MODE(n -> n.mode),
    FLAGS(n -> n.flags);

    private final ToLongFunction<Numbers> get;

    Field(ToLongFunction<Numbers> get) {
      this.get = get;
    }
  }

  private record Numbers(
      long speed, long course, long altitude, long hdop, long satellites, long mode, long flags) {
    /** Keeps altitudes positive, so that 0 is free for "unknown". */
    private static final int ALTITUDE_SHIFT_M = 1_000;

    static Numbers of(Fix fix) {
      return new Numbers(
          Double.isNaN(fix.speedMs()) ? 0 : Math.round(fix.speedMs() * 10) + 1,
          Double.isNaN(fix.courseDeg()) ? 0 : Math.round(fix.courseDeg()) % 360 + 1,
          Double.isNaN(fix.altitudeM()) ? 0 : Math.round(fix.altitudeM()) + ALTITUDE_SHIFT_M + 1,
          Double.isNaN(fix.hdop()) ? 0 : Math.round(Math.min(fix.hdop(), 99.9) * 10) + 1,
          fix.satellites() + 1,
          fix.mode().nmea(),
          fix.flags());
    }
  }
}
