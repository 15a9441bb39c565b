package id.pantau.wire;

/** Bits, most significant first, out of bytes that a stranger sent. One thread. */
final class BitReader {
  private final byte[] bytes;
  private long position;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The next {@code width} bits as a number; {@code width} 0 to 63.
   *
   * @throws IllegalArgumentException when the bytes end first
   */
  long read(int width) {
    if (position + width > bytes.length * 8L) {
      throw new IllegalArgumentException("columns end too early");
    }
    long value = 0;
    int left = width;
    while (left > 0) {
      int before = (int) (position & 7); // bits of this byte that are read already
      int taken = Math.min(8 - before, left);
      int piece = (bytes[(int) (position >>> 3)] & 0xff >>> before) >>> (8 - before - taken);
      value = value << taken | piece;
      position += taken;
      left -= taken;
    }
    return value;
  }

  /**
   * Counts the ones that come next, and goes past the zero that ends them; or stops after the last
   * of the most that may be.
   *
   * @throws IllegalArgumentException when the bytes end first
   */
  int readOnes(int most) {
    int count = 0;
    while (count < most) {
      if (position >= bytes.length * 8L) {
        throw new IllegalArgumentException("columns end too early");
      }
      int before = (int) (position & 7);
      // The rest of the byte at the upper end of 32 bits, zeros behind it.
      int rest = bytes[(int) (position >>> 3)] << 24 + before;
      int ones = Integer.numberOfLeadingZeros(~rest);
      if (count + ones >= most) {
        position += most - count;
        return most;
      }
      count += ones;
      position += ones;
      if (before + ones < 8) {
        position++;
        return count;
      }
    }
    return count;
  }

  /** Less than a byte left, and nothing but zeros in it: all that was written has been read. */
  boolean atEnd() {
    long left = bytes.length * 8L - position;
    return left < 8 && read((int) left) == 0;
  }
}
