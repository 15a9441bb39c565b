package id.pantau.collector.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Fix;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes are those of owntracks.org/booklet/tech/json; the place is in Lombok Timur. */
class OwnTracksCodecTest {
  /** OwnTracks for Android in HTTP mode, which adds the topic. */
  static final String LOCATION =
      """
      {"_type":"location","BSSID":"02:00:00:00:00:00","acc":12,"alt":143,"batt":61,"bs":1,"cog":87,"conn":"m",
      "created_at":1764032403,"lat":-8.6501234,"lon":116.5302345,"m":2,"t":"u","tid":"a1",
      "topic":"owntracks/hp-1/telepon","tst":1764032400,"vac":2,"vel":36}
      """;

  private static Told read(String body) {
    return OwnTracksCodec.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Told.Position location(String body) {
    return assertInstanceOf(Told.Position.class, read(body), body);
  }

  @Test
  void readsALocation() {
    Told.Position told = location(LOCATION);
    Fix fix = told.fix();
    assertEquals(
        Instant.parse("2025-11-25T01:00:00Z"), fix.fixTime(), "of the fix, not created_at");
    assertEquals(-8.6501234, fix.at().lat());
    assertEquals(116.5302345, fix.at().lon());
    assertEquals(10.0, fix.speedMs(), 1e-9, "36 km/h");
    assertEquals(87, fix.courseDeg());
    assertEquals(143, fix.altitudeM());
    assertEquals(
        new Told.Phone(OptionalInt.of(61), Optional.of(false), OptionalDouble.of(12)),
        told.phone());
  }

  @Test
  void theLeastIsEnough() {
    Told.Position told =
        location("{\"_type\":\"location\",\"lat\":-8.65,\"lon\":116.53,\"tst\":1764032400}");
    assertTrue(Double.isNaN(told.fix().speedMs()));
    assertEquals(Fix.Mode.FIX_2D, told.fix().mode());
    assertEquals(Optional.empty(), told.phone().charging());
  }

  @Test
  void whatIsTooCoarseIsKeptAndNotCounted() {
    assertTrue(location(LOCATION.replace("\"acc\":12", "\"acc\":1414")).fix().has(Fix.FLAG_JUMP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lwt",
        "transition",
        "waypoint",
        "waypoints",
        "card",
        "status",
        "steps",
        "dump",
        "cmd",
        "beacon"
      })
  void everythingElseIsAcceptedAndIgnored(String type) {
    assertEquals(
        new Told.Nothing(type),
        read("{\"_type\":\"" + type + "\",\"lat\":-8.65,\"lon\":116.53,\"tst\":1764032400}"));
  }

  @Test
  void anEmptyMessageDeletesAFriendAndIsIgnored() {
    assertEquals(new Told.Nothing("empty"), read(""));
  }

  @Test
  void anEncryptedMessageSaysWhatToDo() {
    Told told = read("{\"_type\":\"encrypted\",\"data\":\"AAAA\"}");
    assertTrue(assertInstanceOf(Told.Bad.class, told).reason().contains("encryption key"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "{",
        "{}",
        "{\"_type\":{}}",
        "\u0000",
        "{\"_type\":\"location\"}",
        "{\"_type\":\"location\",\"tst\":\"1764032400\",\"lat\":1,\"lon\":1}",
        "{\"_type\":\"location\",\"tst\":-1,\"lat\":1,\"lon\":1}",
        "{\"_type\":\"location\",\"tst\":1e300,\"lat\":1,\"lon\":1}",
        "{\"_type\":\"location\",\"tst\":1764032400,\"lat\":91,\"lon\":1}",
        "{\"_type\":\"location\",\"tst\":1764032400,\"lat\":\"8\",\"lon\":1}"
      })
  void whatCannotBeReadIsSaid(String body) {
    assertInstanceOf(Told.Bad.class, read(body));
  }

  @Test
  void aLongTypeIsShortened() {
    Told told = read("{\"_type\":\"" + "x".repeat(10_000) + "\"}");
    assertEquals(40, assertInstanceOf(Told.Nothing.class, told).what().length());
  }

  @Test
  void nothingThatCanBeSentThrows() {
    long seed = 20_251_125;
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = LOCATION.getBytes(StandardCharsets.UTF_8);
      for (int k = random.nextInt(6); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertNotNull(OwnTracksCodec.read(bytes), "seed " + seed);
    }
  }
}
