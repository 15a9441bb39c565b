package id.pantau.wire;

import java.util.Arrays;

/** Bits, most significant first, into a growing byte array. One thread. */
final class BitWriter {
  private byte[] bytes = new byte[64];
  private long bits;

  /** Appends the lowest {@code width} bits of {@code value}; {@code width} 0 to 63. */
  void write(long value, int width) {
    for (int i = width - 1; i >= 0; i--) {
      if ((value >>> i & 1) != 0) {
        int index = (int) (bits >>> 3);
        ensure(index);
        bytes[index] |= (byte) (0x80 >>> (bits & 7));
      }
      bits++;
    }
  }

  byte[] toBytes() {
    int length = (int) (bits + 7 >>> 3);
    ensure(length);
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int index) {
    if (index >= bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(index + 1, bytes.length * 2));
    }
  }
}
