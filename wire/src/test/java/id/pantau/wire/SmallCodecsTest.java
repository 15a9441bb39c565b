package id.pantau.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Acknowledgements, events and health survive the wire; what is damaged is refused, never thrown.
 */
class SmallCodecsTest {
  private static final Ack ACK =
      new Ack(-7, List.of(new SeqRange(1, 9), new SeqRange(12, 12), new SeqRange(400, 1L << 50)));
  private static final NumberedEvent EVENT =
      new NumberedEvent(
          42,
          17,
          new DeviceEvent(
              EventKind.GAP,
              Instant.parse("2026-11-23T01:02:03.250Z"),
              new LatLon(-8.654201, 116.536534),
              Map.of("reason", "quota", "records", "1200")));
  private static final Health HEALTH =
      new Health(
          Instant.parse("2026-11-23T01:02:03Z"),
          "0.1.0",
          12,
          1L << 30,
          61.5,
          9,
          "fix-3d",
          true,
          Map.of("modem-signal-dbm", "-91"));

  private static final Beat BEAT = new Beat(12, -3.4, 9);

  private static final Command COMMAND =
      new Command(
          "7f3a",
          Command.Kind.WATCH,
          Instant.parse("2026-11-23T01:02:03.004Z"),
          Map.of("seconds", "60"));
  private static final CommandResult RESULT =
      new CommandResult("7f3a", CommandResult.State.REFUSED, "kedaluwarsa | expired");
  private static final DesiredConfig CONFIG =
      new DesiredConfig(3, Map.of("driving.overspeed-kmh", "80"));

  @Test
  void givesBackWhatWasEncoded() {
    assertEquals(new Decoded.Good<>(COMMAND), CommandCodec.decode(CommandCodec.encode(COMMAND)));
    assertEquals(
        new Decoded.Good<>(RESULT), CommandResultCodec.decode(CommandResultCodec.encode(RESULT)));
    assertEquals(
        new Decoded.Good<>(CONFIG), DesiredConfigCodec.decode(DesiredConfigCodec.encode(CONFIG)));
    assertEquals(new Decoded.Good<>(ACK), AckCodec.decode(AckCodec.encode(ACK)));
    assertEquals(new Decoded.Good<>(EVENT), EventCodec.decode(EventCodec.encode(EVENT)));
    assertEquals(new Decoded.Good<>(BEAT), BeatCodec.decode(BeatCodec.encode(BEAT)));
    assertEquals(new Decoded.Good<>(HEALTH), HealthCodec.decode(HealthCodec.encode(HEALTH)));
  }

  @Test
  void keepsAnEventWithoutAPlaceWithoutAPlace() {
    NumberedEvent event =
        new NumberedEvent(1, 2, new DeviceEvent(EventKind.BOOT, Instant.EPOCH, null, Map.of()));
    assertEquals(new Decoded.Good<>(event), EventCodec.decode(EventCodec.encode(event)));
  }

  @Test
  void aBeatIsSmallAndMayNotKnowItsTemperature() {
    assertTrue(BeatCodec.encode(BEAT).length <= 10, "bytes of a beat");
    Beat cold = new Beat(0, Double.NaN, 0);
    assertEquals(new Decoded.Good<>(cold), BeatCodec.decode(BeatCodec.encode(cold)));
  }

  /** What a collector or tracker of before sends means what it meant. */
  @Test
  void whatDoesNotSayMoreIsOfTheFirstDialectAndAnsweredAtOnce() {
    assertEquals(Ack.FIRST_DIALECT, ACK.dialect());
    assertEquals(
        "080111f9ffffffffffffff1a0408011009",
        HexFormat.of().formatHex(AckCodec.encode(ACK)).substring(0, 34));
    var sparing = new Ack(-7, ACK.ranges(), Ack.SPARING_DIALECT);
    assertEquals(new Decoded.Good<>(sparing), AckCodec.decode(AckCodec.encode(sparing)));
    assertEquals(AckCodec.encode(ACK).length + 2, AckCodec.encode(sparing).length);

    var later = new NumberedEvent(42, 17, EVENT.event(), true);
    assertEquals(new Decoded.Good<>(later), EventCodec.decode(EventCodec.encode(later)));
    assertEquals(EventCodec.encode(EVENT).length + 2, EventCodec.encode(later).length);
  }

  @Test
  void refusesDamageWithAReason() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    damage(random, AckCodec.encode(ACK), AckCodec::decode);
    damage(random, EventCodec.encode(EVENT), EventCodec::decode);
    damage(random, HealthCodec.encode(HEALTH), HealthCodec::decode);
    damage(random, BeatCodec.encode(BEAT), BeatCodec::decode);
    damage(random, CommandCodec.encode(COMMAND), CommandCodec::decode);
    damage(random, CommandResultCodec.encode(RESULT), CommandResultCodec::decode);
    damage(random, DesiredConfigCodec.encode(CONFIG), DesiredConfigCodec::decode);
    damage(
        random,
        CertificateAnswerCodec.encode(CertificateAnswer.refused("revoked")),
        CertificateAnswerCodec::decode);
  }

  @Test
  void refusesAnEmptyPayloadOnEveryLane() {
    assertInstanceOf(Decoded.Bad.class, AckCodec.decode(new byte[0]));
    assertInstanceOf(Decoded.Bad.class, EventCodec.decode(new byte[0]));
    assertInstanceOf(Decoded.Bad.class, HealthCodec.decode(new byte[0]));
    assertInstanceOf(Decoded.Bad.class, BeatCodec.decode(new byte[0]));
    assertInstanceOf(Decoded.Bad.class, CommandCodec.decode(new byte[0]));
    assertInstanceOf(Decoded.Bad.class, CommandResultCodec.decode(new byte[0]));
    assertInstanceOf(Decoded.Bad.class, DesiredConfigCodec.decode(new byte[0]));
    assertInstanceOf(Decoded.Bad.class, TrackCodec.decode(new byte[0]));
    assertInstanceOf(Decoded.Bad.class, CertificateAnswerCodec.decode(new byte[0]));
  }

  @Test
  void anAnswerToARequestForACertificateIsOneOfTwo() {
    var made = CertificateAnswerCodec.encode(CertificateAnswer.made(new byte[] {1, 2}));
    if (CertificateAnswerCodec.decode(made)
        instanceof Decoded.Good<CertificateAnswer>(CertificateAnswer answer)) {
      assertArrayEquals(new byte[] {1, 2}, answer.certificate().orElseThrow());
    } else {
      throw new AssertionError("not read");
    }
    assertEquals(
        new Decoded.Good<>(CertificateAnswer.refused("revoked")),
        CertificateAnswerCodec.decode(
            CertificateAnswerCodec.encode(CertificateAnswer.refused("revoked"))));
  }

  @Test
  void refusesRangesThatNameNothing() {
    assertThrows(IllegalArgumentException.class, () -> new SeqRange(5, 4));
    assertThrows(IllegalArgumentException.class, () -> new SeqRange(0, 4));
    assertThrows(IllegalArgumentException.class, () -> new Ack(1, List.of()));
  }

  private static void damage(Random random, byte[] good, Function<byte[], Decoded<?>> decode) {
    for (int round = 0; round < 5_000; round++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      decode.apply(bad); // a reason or a valid value; an exception fails the test
    }
  }
}
