package id.pantau.agent.ublox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.ublox.Interference.Jamming;
import id.pantau.agent.ublox.Interference.Spoofing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The layouts of the manuals: UBX-13003221 (generations 7 and 8), GPS.G6-SW-10018 (6), UBX-21035062
 * (10), written out byte by byte.
 */
class InterferenceTest {
  private static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts));
  }

  /** pinSel, pinBank, pinDir, pinVal, noisePerMS 81, agcCnt 5242, antenna ok and on. */
  private static final String HARDWARE_HEAD =
      "00f40100" + "00000000" + "00000100" + "efff0100" + "5100" + "7a14" + "02" + "01";

  private static final String USED = "84" + "fffbff01";

  /** Generation 8: flags, the mask, 17 pins, jamInd, reserved, pinIrq, pullH, pullL. */
  static byte[] hardware8(int flags, int indicator) {
    return hex(
        HARDWARE_HEAD,
        "%02x".formatted(flags),
        USED,
        "0a0b0c0d0e0f010002031a1b1c1d1e1f20",
        "%02x".formatted(indicator),
        "5f72",
        "00000000",
        "80f70100",
        "00000000");
  }

  /** The head of a block: noise 90, agc 5100, jamInd, then the I and Q parts. */
  static String block(int id, int flags, int indicator) {
    return "%02x%02x".formatted(id, flags)
        + "0201"
        + "00000000"
        + "00000000"
        + "5a00ec13"
        + "%02x".formatted(indicator)
        + "08a002a1"
        + "000000";
  }

  static byte[] radio(String... blocks) {
    return hex("00%02x0000".formatted(blocks.length), String.join("", blocks));
  }

  private static Optional<Interference> hw(byte[] payload) {
    return Interference.read(new UbxFrame(0x0a, 0x09, payload));
  }

  private static Optional<Interference> rf(byte[] payload) {
    return Interference.read(new UbxFrame(0x0a, 0x38, payload));
  }

  private static Optional<Interference> sig(byte[] payload) {
    return Interference.read(new UbxFrame(0x27, 0x09, payload));
  }

  private static Optional<Interference> said(Jamming jamming, Spoofing spoofing, int indicator) {
    return Optional.of(new Interference(jamming, spoofing, indicator));
  }

  @Test
  void theEighthGenerationTellsItInItsHardwareStatus() {
    assertEquals(60, hardware8(0, 0).length);
    // bit 0: the clock is calibrated; bits 2 and 3: the state
    assertEquals(said(Jamming.NONE, Spoofing.UNKNOWN, 12), hw(hardware8(0b0101, 12)));
    assertEquals(said(Jamming.SEEN, Spoofing.UNKNOWN, 130), hw(hardware8(0b1001, 130)));
    assertEquals(said(Jamming.STRONG, Spoofing.UNKNOWN, 255), hw(hardware8(0b1101, 255)));
    assertEquals(
        said(Jamming.UNKNOWN, Spoofing.UNKNOWN, 12), hw(hardware8(0b0001, 12)), "switched off");
    assertEquals(said(Jamming.NONE, Spoofing.UNKNOWN, 0), hw(hardware8(0b1_0101, 0)), "no crystal");
  }

  @Test
  void theSixthHasMorePinsBetween() {
    byte[] older =
        hex(
            HARDWARE_HEAD,
            "09",
            USED,
            "0a0b0c0d0e0f010002031a1b1c1d1e1f20",
            "2122232425262728",
            "63",
            "5f72",
            "00000000",
            "80f70100",
            "00000000");
    assertEquals(68, older.length);
    assertEquals(said(Jamming.SEEN, Spoofing.UNKNOWN, 0x63), hw(older));
  }

  @Test
  void theTenthTellsItForEachBandAndTheWorstCounts() {
    assertEquals(28, radio(block(0, 1, 7)).length);
    assertEquals(said(Jamming.NONE, Spoofing.UNKNOWN, 7), rf(radio(block(0, 1, 7))));
    assertEquals(
        said(Jamming.STRONG, Spoofing.UNKNOWN, 200), rf(radio(block(0, 3, 40), block(1, 1, 200))));
  }

  @Test
  void signalSecurityTellsOfSpoofingInBothVersions() {
    // version 1: detection on and state in the first bits of bytes 4 and 8
    assertEquals(
        said(Jamming.NONE, Spoofing.NONE, -1),
        sig(hex("01000000", "03", "000000", "03", "000000")));
    assertEquals(
        said(Jamming.SEEN, Spoofing.SUSPECTED, -1),
        sig(hex("01000000", "05", "000000", "05", "000000")));
    // version 2: all in byte 1; then a frequency, 1,575,420 kHz, jammed
    assertEquals(
        said(Jamming.STRONG, Spoofing.CERTAIN, -1),
        sig(hex("02", "%02x".formatted(0b0_011_1_11_1), "00", "01", "fc091801")));
    assertEquals(
        said(Jamming.NONE, Spoofing.UNKNOWN, -1),
        sig(hex("02", "%02x".formatted(0b0_111_1_01_1), "00", "00")),
        "a state that is not documented");
  }

  @Test
  void anotherLengthOrVersionIsNotGuessedAt() {
    List<byte[]> wrong =
        List.of(
            new byte[0],
            Arrays.copyOf(hardware8(0b1101, 255), 59),
            Arrays.copyOf(hardware8(0b1101, 255), 61));
    wrong.forEach(payload -> assertEquals(Optional.empty(), hw(payload)));
    assertEquals(Optional.empty(), rf(new byte[0]));
    assertEquals(Optional.empty(), rf(hex("00000000")), "no band");
    assertEquals(Optional.empty(), rf(hex("00020000", block(0, 3, 1))), "two said, one there");
    assertEquals(Optional.empty(), rf(hex("01010000", block(0, 3, 1))), "another version");
    assertEquals(Optional.empty(), sig(hex("03000000")));
    assertEquals(Optional.empty(), sig(hex("02060002", "fc091801")));
    assertEquals(Optional.empty(), Interference.read(new UbxFrame(0x0a, 0x04, new byte[60])));
  }

  @Test
  void aDamagedMessageIsNoneAndTheNextOneIsRead() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    byte[] good = new UbxFrame(0x0a, 0x09, hardware8(0b0101, 12)).bytes();
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = good.clone();
      // Not the length: what follows would be waited for, until the next question.
      int at = random.nextInt(damaged.length);
      at = at == 4 || at == 5 ? 6 : at;
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      List<Interference> found = new ArrayList<>();
      var reader = new UbxReader(frame -> Interference.read(frame).ifPresent(found::add));
      reader.accept(damaged, damaged.length);
      assertEquals(List.of(), found, "byte " + at);
      reader.accept(good, good.length);
      assertEquals(said(Jamming.NONE, Spoofing.UNKNOWN, 12).stream().toList(), found, "byte " + at);
    }
  }

  @Test
  void onlyWhatTakesThePositionAwayOrMakesItFalseIsBad() {
    assertTrue(new Interference(Jamming.STRONG, Spoofing.UNKNOWN, 9).isBad());
    assertTrue(new Interference(Jamming.NONE, Spoofing.SUSPECTED, -1).isBad());
    assertEquals(false, new Interference(Jamming.SEEN, Spoofing.NONE, 255).isBad());
    assertEquals(false, Interference.UNKNOWN.isBad());
  }
}
