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
    for (int i = 0; i < width; i++, position++) {
      value = value << 1 | bytes[(int) (position >>> 3)] >>> (7 - (position & 7)) & 1;
    }
    return value;
  }

  /** Less than a byte left, and nothing but zeros in it: all that was written has been read. */
  boolean atEnd() {
    long left = bytes.length * 8L - position;
    return left < 8 && read((int) left) == 0;
  }
}
