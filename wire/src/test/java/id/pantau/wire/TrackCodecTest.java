package id.pantau.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackCodecTest {
  private static final long EPOCH = 0x7766_5544_3322_1100L;
  private static final Instant START = Instant.parse("2026-11-23T01:02:03Z");

  @Test
  void givesBackARoundedBatchExactly() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      TrackBatch batch =
          new TrackBatch(
              random.nextLong(), anyRecords(random, 1 + random.nextInt(512)), random.nextBoolean());
      assertEquals(batch, decoded(TrackCodec.encode(batch)), "round " + round);
    }
  }

  @Test
  void roundingTwiceIsRoundingOnce() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (TrackRecord record : anyRecords(random, 512)) {
      assertEquals(record.fix(), TrackCodec.rounded(record.fix()));
    }
  }

  @Test
  void keepsTheEndsOfEveryRange() {
    Fix low =
        new Fix(Instant.EPOCH, new LatLon(-90, -180), Fix.Mode.FIX_2D, 0, 0, -1_000, 0, -1, 0);
    Fix high =
        new Fix(
            Instant.parse("2199-12-31T23:59:59.999Z"),
            new LatLon(90, 180),
            Fix.Mode.FIX_3D,
            200,
            359,
            20_000,
            99.9,
            99,
            Fix.ALL_FLAGS);
    TrackBatch batch =
        new TrackBatch(
            -1, List.of(new TrackRecord(1, low), new TrackRecord(Long.MAX_VALUE / 4, high)));
    assertEquals(batch, decoded(TrackCodec.encode(batch)));
  }

  @Test
  void needsAtMostTwelveBytesAPositionInBatchesOfTen() {
    assertTrue(bytesPerPosition(10) <= 12, "bytes " + bytesPerPosition(10));
    assertTrue(bytesPerPosition(60) <= 9, "bytes " + bytesPerPosition(60));
  }

  /** The broker cuts off who sends more (max_packet_size in docs/operate.md), again and again. */
  @Test
  void theLargestBatchFitsIntoOnePacket() {
    Random random = new Random(13);
    TrackBatch largest = new TrackBatch(-1, anyRecords(random, TrackBatch.MAX_RECORDS));
    assertTrue(TrackCodec.encode(largest).length < 262_144 / 4);
  }

  @Test
  void refusesEveryDamagedPayloadWithAReasonOrReadsAValidBatch() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    byte[] good = TrackCodec.encode(new TrackBatch(EPOCH, anyRecords(random, 20)));
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = good.clone();
      int hits = 1 + random.nextInt(4);
      for (int i = 0; i < hits; i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      TrackCodec.decode(bad); // must not throw
    }
    for (int length = 0; length < good.length; length++) {
      assertInstanceOf(
          Decoded.Bad.class,
          TrackCodec.decode(java.util.Arrays.copyOf(good, length)),
          "cut at " + length);
    }
  }

  private static TrackBatch decoded(byte[] payload) {
    return switch (TrackCodec.decode(payload)) {
      case Decoded.Good<TrackBatch>(TrackBatch batch) -> batch;
      case Decoded.Bad<TrackBatch>(String reason) -> fail(reason);
    };
  }

  /** A drive through a town at 1 Hz: speed, heading and place wander as a car's do. */
  private static double bytesPerPosition(int batchSize) {
    Random random = new Random(7);
    List<TrackRecord> drive = new ArrayList<>();
    double lat = -8.65;
    double lon = 116.53;
    double heading = 80;
    double speed = 8;
    for (int i = 0; i < 1_200; i++) {
      heading = (heading + random.nextGaussian() * 4 + 360) % 360;
      speed = Math.clamp(speed + random.nextGaussian() * 0.5, 0, 20);
      lat += speed * Math.cos(Math.toRadians(heading)) / 111_000;
      lon += speed * Math.sin(Math.toRadians(heading)) / 110_000;
      Fix fix =
          new Fix(
              START.plusSeconds(i),
              new LatLon(lat, lon),
              Fix.Mode.FIX_3D,
              speed,
              heading,
              120 + i / 30.0,
              0.9 + (i / 40 % 3) * 0.1,
              9 + i / 60 % 2,
              3);
      drive.add(new TrackRecord(i + 1, TrackCodec.rounded(fix)));
    }
    long bytes = 0;
    for (int i = 0; i < drive.size(); i += batchSize) {
      bytes += TrackCodec.encode(new TrackBatch(EPOCH, drive.subList(i, i + batchSize))).length;
    }
    return (double) bytes / drive.size();
  }

  private static List<TrackRecord> anyRecords(Random random, int count) {
    List<TrackRecord> records = new ArrayList<>();
    long seq = 1 + random.nextLong(1L << 40);
    long timeMs = START.toEpochMilli();
    for (int i = 0; i < count; i++) {
      seq += 1 + (random.nextInt(5) == 0 ? random.nextInt(1_000) : 0);
      timeMs += random.nextInt(10) == 0 ? random.nextInt(10_000_000) - 1_000_000 : 1_000;
      Fix fix =
          new Fix(
              Instant.ofEpochMilli(timeMs),
              new LatLon(random.nextDouble(-90, 90), random.nextDouble(-180, 180)),
              random.nextBoolean() ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D,
              random.nextInt(4) == 0 ? Double.NaN : random.nextDouble(200),
              random.nextInt(4) == 0 ? Double.NaN : random.nextDouble(360),
              random.nextInt(4) == 0 ? Double.NaN : random.nextDouble(-1_000, 20_000),
              random.nextInt(4) == 0 ? Double.NaN : random.nextDouble(99.9),
              random.nextInt(4) == 0 ? Fix.UNKNOWN_SATELLITES : random.nextInt(100),
              random.nextInt(Fix.ALL_FLAGS + 1));
      records.add(new TrackRecord(seq, TrackCodec.rounded(fix)));
    }
    return records;
  }
}
