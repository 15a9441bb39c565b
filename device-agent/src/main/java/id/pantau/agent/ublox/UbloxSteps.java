package id.pantau.agent.ublox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What is asked of a receiver, in the two dialects that u-blox speaks; in memory only. */
final class UbloxSteps {
  /**
   * One request.
   *
   * @param word for the health report
   * @param needed whether a refusal is worth telling
   */
  record Step(String word, UbxFrame frame, boolean needed) {}

  private static final int AUTOMOTIVE = 4;

  private static final int CFG_MSG = 0x01;
  private static final int CFG_RATE = 0x08;
  private static final int CFG_NAV5 = 0x24;
  private static final int CFG_ITFM = 0x39;
  private static final int CFG_VALSET = 0x8a;

  /**
   * The interference monitor is off by default: its usual thresholds and the bits that the manual
   * prescribes, and the bit that switches it on.
   */
  private static final int ITFM_ON = 0xad62acf3;

  private static final int ITFM_PRESCRIBED = 0x0000031e;
  private static final int NMEA = 0xf0;

  /** Satellites in view are for people; every fifth time is enough and leaves the line free. */
  private static final int SOMETIMES = 5;

  /**
   * A sentence: its number for CFG-MSG, and the key of its rate on UART 1 for CFG-VALSET; USB is
   * two keys further.
   */
  private record Output(int id, int key, int rate) {}

  private static final List<Output> OUTPUTS =
      List.of(
          new Output(0x00, 0x209100bb, 1), // GGA
          new Output(0x04, 0x209100ac, 1), // RMC
          new Output(0x02, 0x209100c0, 1), // GSA
          new Output(0x03, 0x209100c5, SOMETIMES), // GSV
          new Output(0x01, 0x209100ca, 0), // GLL
          new Output(0x05, 0x209100b1, 0)); // VTG

  private static final int KEY_DYNAMIC_MODEL = 0x20110021;
  private static final int KEY_MEASURE_MS = 0x30210001;

  private UbloxSteps() {}

  /** Generations 6 to 9: CFG-NAV5, CFG-RATE, CFG-MSG, CFG-ITFM. */
  static List<Step> classic(UbloxSettings settings) {
    List<Step> steps = new ArrayList<>();
    // A mask of 1: only the model is meant.
    steps.add(step("nav5", CFG_NAV5, little(36).putShort((short) 1).put((byte) AUTOMOTIVE)));
    short reference = 1; // GPS time
    steps.add(
        step(
            "rate",
            CFG_RATE,
            little(6)
                .putShort((short) settings.periodMs())
                .putShort((short) 1)
                .putShort(reference)));
    for (Output output : OUTPUTS) {
      steps.add(
          step(
              "msg-%02x".formatted(output.id),
              CFG_MSG,
              little(3).put((byte) NMEA).put((byte) output.id).put((byte) output.rate)));
    }
    steps.add(
        new Step(
            "itfm",
            new UbxFrame(
                UbxFrame.CFG, CFG_ITFM, little(8).putInt(ITFM_ON).putInt(ITFM_PRESCRIBED).array()),
            false));
    return steps;
  }

  /** From generation 9 on, and only this from 10 on: CFG-VALSET (UBX-21035062, section 3.10). */
  static List<Step> keyed(UbloxSettings settings) {
    List<Step> steps = new ArrayList<>();
    steps.add(valset("model", values -> put(values, KEY_DYNAMIC_MODEL, AUTOMOTIVE)));
    steps.add(
        valset(
            "period",
            values -> values.putInt(KEY_MEASURE_MS).putShort((short) settings.periodMs())));
    steps.add(
        valset(
            "sentences",
            values -> {
              for (Output output : OUTPUTS) {
                put(values, output.key, output.rate);
                put(values, output.key + 2, output.rate);
              }
            }));
    return steps;
  }

  private static Step valset(String word, java.util.function.Consumer<ByteBuffer> values) {
    int ram = 1;
    ByteBuffer payload = little(256).put((byte) 0).put((byte) ram).putShort((short) 0);
    values.accept(payload);
    byte[] used = new byte[payload.position()];
    payload.flip().get(used);
    return new Step(word, new UbxFrame(UbxFrame.CFG, CFG_VALSET, used), true);
  }

  private static void put(ByteBuffer values, int key, int value) {
    values.putInt(key).put((byte) value);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Step step(String word, int id, ByteBuffer payload) {
    return new Step(word, new UbxFrame(UbxFrame.CFG, id, payload.array()), true);
  }
}
