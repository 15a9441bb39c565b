package id.pantau.agent.ublox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One message of the UBX protocol (u-blox 8 / M8 Receiver description, UBX-13003221, section 32).
 *
 * @param group class of the message, 0 to 255
 * @param id within the class, 0 to 255
 */
record UbxFrame(int group, int id, byte[] payload) {
  static final byte SYNC_1 = (byte) 0xb5;
  static final byte SYNC_2 = 0x62;
  static final int HEAD_BYTES = 6;
  static final int SUM_BYTES = 2;

  /** ACK-ACK and ACK-NAK; the payload is class and id of what they answer. */
  static final int ACK = 0x05;

  static final int ACK_ACK = 0x01;
  static final int CFG = 0x06;

  /** As it goes over the line. */
  byte[] bytes() {
    ByteBuffer out =
        ByteBuffer.allocate(HEAD_BYTES + payload.length + SUM_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(SYNC_1)
            .put(SYNC_2)
            .put((byte) group)
            .put((byte) id)
            .putShort((short) payload.length)
            .put(payload);
    byte[] bytes = out.array();
    int sum = sum(bytes, 2, HEAD_BYTES + payload.length);
    bytes[bytes.length - 2] = (byte) sum;
    bytes[bytes.length - 1] = (byte) (sum >> 8);
    return bytes;
  }

  /** The 8-bit Fletcher sum of RFC 1145, first sum in the low byte. */
  static int sum(byte[] bytes, int from, int until) {
    int a = 0;
    int b = 0;
    for (int i = from; i < until; i++) {
      a = (a + bytes[i]) & 0xff;
      b = (b + a) & 0xff;
    }
    return b << 8 | a;
  }

  boolean isAnswerTo(UbxFrame asked) {
    return group == ACK
        && payload.length == 2
        && (payload[0] & 0xff) == asked.group
        && (payload[1] & 0xff) == asked.id;
  }

  boolean isYes() {
    return id == ACK_ACK;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UbxFrame frame
        && group == frame.group
        && id == frame.id
        && Arrays.equals(payload, frame.payload);
  }

  @Override
  public int hashCode() {
    return group << 8 | id;
  }
}
