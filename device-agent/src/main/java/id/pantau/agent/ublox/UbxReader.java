package id.pantau.agent.ublox;

import java.util.Arrays;
import java.util.function.Consumer;

/** Finds the UBX messages between the sentences of a line. One thread. */
final class UbxReader {
  /** Longer ones are none that we ask for: noise that looks like a head is soon over. */
  private static final int MAX_PAYLOAD = 256;

  private final Consumer<UbxFrame> out;
  private final byte[] held = new byte[UbxFrame.HEAD_BYTES + MAX_PAYLOAD + UbxFrame.SUM_BYTES];
  private int count;

  UbxReader(Consumer<UbxFrame> out) {
    this.out = out;
  }

  void accept(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      held[count++] = bytes[i];
      look();
    }
  }

  /** Gives out what is whole and drops what cannot become a message. */
  private void look() {
    while (count > 0) {
      if (!canBegin()) {
        drop(1);
      } else if (count < UbxFrame.HEAD_BYTES || count < whole()) {
        return;
      } else if (UbxFrame.sum(held, 2, whole() - UbxFrame.SUM_BYTES) == storedSum()) {
        byte[] payload =
            Arrays.copyOfRange(held, UbxFrame.HEAD_BYTES, whole() - UbxFrame.SUM_BYTES);
        var frame = new UbxFrame(held[2] & 0xff, held[3] & 0xff, payload);
        drop(whole());
        out.accept(frame);
      } else {
        drop(1);
      }
    }
  }

  private boolean canBegin() {
    return held[0] == UbxFrame.SYNC_1
        && (count < 2 || held[1] == UbxFrame.SYNC_2)
        && (count < UbxFrame.HEAD_BYTES || payloadLength() <= MAX_PAYLOAD);
  }

  private int payloadLength() {
    return held[4] & 0xff | (held[5] & 0xff) << 8;
  }

  private int whole() {
    return UbxFrame.HEAD_BYTES + payloadLength() + UbxFrame.SUM_BYTES;
  }

  private int storedSum() {
    return held[whole() - 2] & 0xff | (held[whole() - 1] & 0xff) << 8;
  }

  private void drop(int bytes) {
    System.arraycopy(held, bytes, held, 0, count - bytes);
    count -= bytes;
  }
}
