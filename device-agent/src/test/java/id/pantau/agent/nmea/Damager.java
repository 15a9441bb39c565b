package id.pantau.agent.nmea;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Damages a sentence as a bad serial line does. */
final class Damager {
  private final Random random;

  Damager(long seed) {
    this.random = new Random(seed);
  }

  boolean hits(double share) {
    return random.nextDouble() < share;
  }

  /** The line, line end included, damaged in one of nine ways. */
  byte[] damage(byte[] line) {
    byte[] hurt = line.clone();
    int at = random.nextInt(line.length);
    return switch (random.nextInt(9)) {
      case 0 -> flip(hurt, at, 1);
      case 1 -> flip(hurt, at, 2 + random.nextInt(3));
      case 2 -> without(line, at, 1 + random.nextInt(3)); // an overrun
      case 3 -> without(line, at, line.length); // cut, the next line follows at once
      case 4 -> {
        int next = Math.min(at + 1, line.length - 1);
        hurt[at] = line[next];
        hurt[next] = line[at];
        yield hurt;
      }
      case 5 -> inserted(line, at, 1 + random.nextInt(4));
      case 6 -> {
        for (int i = at; i < Math.min(line.length, at + 8); i++) {
          hurt[i] = (byte) random.nextInt(256); // a burst
        }
        yield hurt;
      }
      case 7 -> twoEqualFlips(hurt);
      default -> {
        hurt[at] = (byte) ('0' + random.nextInt(10)); // a digit that is another
        yield hurt;
      }
    };
  }

  private byte[] flip(byte[] line, int from, int count) {
    for (int i = 0; i < count; i++) {
      int at = (from + random.nextInt(8)) % line.length;
      line[at] ^= (byte) (1 << random.nextInt(8));
    }
    return line;
  }

  /** The exclusive-or of the line does not change. */
  private byte[] twoEqualFlips(byte[] line) {
    byte bit = (byte) (1 << random.nextInt(4));
    line[random.nextInt(line.length)] ^= bit;
    line[random.nextInt(line.length)] ^= bit;
    return line;
  }

  private static byte[] without(byte[] line, int from, int count) {
    var rest = new ByteArrayOutputStream();
    rest.write(line, 0, from);
    int until = Math.min(line.length, from + count);
    rest.write(line, until, line.length - until);
    return rest.toByteArray();
  }

  private byte[] inserted(byte[] line, int at, int count) {
    var more = new ByteArrayOutputStream();
    more.write(line, 0, at);
    for (int i = 0; i < count; i++) {
      more.write(random.nextInt(256));
    }
    more.write(line, at, line.length - at);
    return more.toByteArray();
  }
}
