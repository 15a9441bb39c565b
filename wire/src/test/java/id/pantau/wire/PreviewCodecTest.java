package id.pantau.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the map is shown is where the vehicle is, or nothing. */
class PreviewCodecTest {
  private static final Instant START = Instant.parse("2026-11-23T01:02:03Z");

  private final PreviewCodec.Writer writer = new PreviewCodec.Writer();
  private final PreviewCodec.Reader reader = new PreviewCodec.Reader();

  private static Fix fix(Instant time, double lat, double lon) {
    return new Fix(
        time,
        new LatLon(lat, lon),
        Fix.Mode.FIX_3D,
        12.3,
        271,
        Double.NaN,
        Double.NaN,
        Fix.UNKNOWN_SATELLITES,
        Fix.FLAG_IGNITION_KNOWN | Fix.FLAG_IGNITION_ON);
  }

  private Optional<Fix> read(byte[] payload) {
    return read(payload, START);
  }

  private Optional<Fix> read(byte[] payload, Instant at) {
    return switch (reader.read(payload, at)) {
      case Decoded.Good<Optional<Fix>>(Optional<Fix> fix) -> fix;
      case Decoded.Bad<Optional<Fix>>(String reason) -> fail(reason);
    };
  }

  @Test
  void aDriveIsReadAsItWasAndMostOfItIsShort() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    double lat = -8.65;
    double lon = 116.53;
    int wholes = 0;
    for (int i = 0; i < 1_000; i++) {
      lat += random.nextDouble(-0.002, 0.003);
      lon += random.nextDouble(-0.003, 0.002);
      Fix fix = TrackCodec.rounded(fix(START.plusSeconds(15L * i), lat, lon));
      byte[] payload = writer.write(fix, false);
      wholes += payload.length == PreviewCodec.WHOLE_BYTES ? 1 : 0;
      assertEquals(Optional.of(fix), read(payload), "at " + i);
    }
    assertTrue(wholes < 1_000 / 8, wholes + " whole ones");
  }

  @Test
  void whatAShortOneCannotSayIsSaidWhole() {
    Fix first = fix(START, -8.65, 116.53);
    read(writer.write(first, false));
    for (Fix next :
        new Fix[] {
          fix(START.plusMillis(200), -8.65, 116.53),
          fix(START.plusSeconds(500), -8.65, 116.53),
          fix(START.plusSeconds(501), -8.55, 116.53),
          fix(START.plusSeconds(502), -8.55, 116.43),
          fix(START.plusSeconds(503), -8.55, 116.43).withFlag(Fix.FLAG_HELD),
          fix(START.plusSeconds(60), -8.55, 116.43).withFlag(Fix.FLAG_HELD),
          fix(START, -90, -180),
          fix(START, 90, 180)
        }) {
      byte[] payload = writer.write(next, false);
      assertEquals(PreviewCodec.WHOLE_BYTES, payload.length, next.toString());
      assertEquals(Optional.of(next), read(payload));
    }
  }

  @Test
  void unknownSpeedAndCourseStayUnknown() {
    Fix unknown =
        new Fix(
            START,
            new LatLon(-8.65, 116.53),
            Fix.Mode.FIX_2D,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Fix.UNKNOWN_SATELLITES,
            0);
    assertEquals(Optional.of(unknown), read(writer.write(unknown, true)));
    assertEquals(Optional.of(unknown), read(writer.write(unknown, false)));
  }

  @Test
  void aShortOneWhoseWholeOneWasLostShowsNothing() {
    assertEquals(Optional.empty(), read(shortAfter(writer.write(fix(START, -8.65, 116.53), true))));
    read(writer.write(fix(START, -8.65, 116.53), true));
    byte[] lost = writer.write(fix(START.plusSeconds(60), -8.60, 116.53), true);
    assertEquals(PreviewCodec.WHOLE_BYTES, lost.length);
    byte[] next = writer.write(fix(START.plusSeconds(75), -8.601, 116.53), false);
    assertEquals(PreviewCodec.SHORT_BYTES, next.length);
    assertEquals(Optional.empty(), read(next), "it would be five kilometres off");
  }

  private byte[] shortAfter(byte[] whole) {
    assertEquals(PreviewCodec.WHOLE_BYTES, whole.length);
    return writer.write(fix(START.plusSeconds(15), -8.651, 116.53), false);
  }

  @Test
  void aNewConnectionBeginsWithAWholeOneOfAnotherKey() {
    read(writer.write(fix(START, -8.65, 116.53), false));
    writer.beginAnew();
    byte[] lost = writer.write(fix(START.plusSeconds(15), -8.60, 116.53), false);
    assertEquals(PreviewCodec.WHOLE_BYTES, lost.length);
    byte[] next = writer.write(fix(START.plusSeconds(30), -8.601, 116.53), false);
    assertEquals(Optional.empty(), read(next));
  }

  @Test
  void aWholeOneOfLongAgoCountsNoMore() {
    read(writer.write(fix(START, -8.65, 116.53), true), START);
    byte[] next = writer.write(fix(START.plusSeconds(200), -8.651, 116.53), false);
    assertTrue(read(next, START.plus(Duration.ofMinutes(5))).isPresent());
    assertEquals(Optional.empty(), read(next, START.plus(Duration.ofMinutes(6))));
    assertEquals(Optional.empty(), read(next, START.minusSeconds(1)), "read again, out of order");
  }

  /** Another implementation, and ours of tomorrow, must write and read these bytes. */
  @Test
  void theBytesAreThoseOfTheProtocol() {
    byte[] whole = writer.write(fix(START, -8.65, 116.53), true);
    byte[] next = writer.write(fix(START.plusSeconds(15), -8.650123, 116.530456), false);
    assertEquals("1468817b27be136535c235960a01f22103", HexFormat.of().formatHex(whole));
    assertEquals("43dff0b01c80f910", HexFormat.of().formatHex(next));
  }

  @Test
  void anythingElseIsRefusedWithAReason() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    byte[] whole = writer.write(fix(START, -8.65, 116.53), true);
    for (int length = 0; length < 64; length++) {
      if (length != PreviewCodec.WHOLE_BYTES && length != PreviewCodec.SHORT_BYTES) {
        assertInstanceOf(Decoded.Bad.class, reader.read(new byte[length], START));
      }
    }
    byte[] tomorrow = Arrays.copyOf(whole, whole.length);
    tomorrow[0] = (byte) (2 << 4);
    assertInstanceOf(Decoded.Bad.class, reader.read(tomorrow, START));
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = new byte[random.nextBoolean() ? 17 : 8];
      random.nextBytes(bad);
      reader.read(bad, START); // must not throw
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      reader.read(damaged, START);
    }
  }
}
