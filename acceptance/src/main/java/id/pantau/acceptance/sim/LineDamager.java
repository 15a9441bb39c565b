package id.pantau.acceptance.sim;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/**
 * A bad serial line: flips bits, swallows bytes, bursts of noise, binary messages between the
 * sentences. Repeatable by seed. One thread.
 */
public final class LineDamager {
  private final SplittableRandom random;
  private final double perByte;
  private long damages;

  /**
   * @param share how many of the sentences are damaged, about; 0 to 0.5
   */
  public LineDamager(long seed, double share) {
    this.random = new SplittableRandom(seed);
    // A sentence is about 60 bytes long.
    this.perByte = share / 60;
  }

  /** What arrives when {@code bytes} were sent. */
  public byte[] damage(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length + 64);
    for (int i = 0; i < bytes.length; i++) {
      if (random.nextDouble() >= perByte) {
        out.write(bytes[i]);
        continue;
      }
      damages++;
      switch (random.nextInt(5)) {
        case 0 -> out.write(bytes[i] ^ (1 << random.nextInt(8)));
        case 1 -> i += random.nextInt(1, 25); // an overrun: bytes are missing
        case 2 -> noise(out, random.nextInt(3, 30));
        case 3 -> {
          out.write(bytes[i]);
          binaryMessage(out);
        }
        default -> out.write(random.nextInt(256));
      }
    }
    return out.toByteArray();
  }

  /** How many damages there were so far. */
  public long damages() {
    return damages;
  }

  private void noise(ByteArrayOutputStream out, int length) {
    for (int i = 0; i < length; i++) {
      out.write(random.nextInt(256));
    }
  }

  /** A UBX message (u-blox protocol: B5 62, class, id, length, payload, two check bytes). */
  private void binaryMessage(ByteArrayOutputStream out) {
    int length = random.nextInt(4, 40);
    out.write(0xB5);
    out.write(0x62);
    out.write(0x01);
    out.write(random.nextInt(256));
    out.write(length);
    out.write(0);
    noise(out, length + 2);
  }
}
