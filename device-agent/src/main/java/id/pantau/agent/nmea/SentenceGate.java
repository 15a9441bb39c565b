package id.pantau.agent.nmea;

import id.pantau.agent.nmea.Sentence.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets through only whole sentences: a {@code $}, printable characters, a checksum that is right,
 * and fields of the right shape. Everything else is counted by reason and dropped.
 *
 * <p>A {@code $} starts afresh wherever it comes, so that a sentence is found again after binary
 * data, a cut line or noise. A checksum is demanded: a line that lost its end must not pass for a
 * sentence without one. One thread.
 */
final class SentenceGate {
  /** NMEA 0183 allows 82; receivers with high-precision coordinates send up to 110. */
  static final int MAX_CHARS = 160;

  private final Consumer<Sentence> out;
  private final RefusalCounts counts;
  private final byte[] line = new byte[MAX_CHARS];

  /** Characters of the sentence so far, {@code $} included; 0 = between sentences. */
  private int length;

  /** Exclusive-or of the characters between {@code $} and {@code *}. */
  private int sum;

  /** Where {@code *} stands; 0 = it has not come yet. */
  private int star;

  SentenceGate(RefusalCounts counts, Consumer<Sentence> out) {
    this.counts = counts;
    this.out = out;
  }

  void accept(byte[] bytes, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      accept(bytes[i] & 0xff);
    }
  }

  private void accept(int octet) {
    if (octet == '$') {
      if (length > 0) {
        drop(Refusal.TRUNCATED);
      }
      begin();
    } else if (length == 0) {
      if (octet != '\r' && octet != '\n') {
        counts.noise();
      }
    } else if (octet == '\r' || octet == '\n') {
      drop(Refusal.TRUNCATED);
    } else if (octet < 0x20 || octet > 0x7e) {
      drop(Refusal.BAD_CHARACTER);
    } else if (length == MAX_CHARS) {
      drop(Refusal.TOO_LONG);
    } else {
      append(octet);
    }
  }

  private void begin() {
    line[0] = '$';
    length = 1;
    sum = 0;
    star = 0;
  }

  private void append(int octet) {
    line[length++] = (byte) octet;
    if (star == 0) {
      if (octet == '*') {
        star = length - 1;
      } else {
        sum ^= octet;
      }
    } else if (length == star + 3) {
      close();
    }
  }

  /** Both digits of the checksum are there; the line end that follows is not waited for. */
  private void close() {
    int high = Character.digit(line[star + 1], 16);
    int low = Character.digit(line[star + 2], 16);
    if (high < 0 || low < 0 || (high << 4 | low) != sum) {
      drop(Refusal.CHECKSUM);
      return;
    }
    String text = new String(line, 0, length, StandardCharsets.US_ASCII);
    List<String> fields = Arrays.asList(text.substring(1, star).split(",", -1));
    Kind kind = SentenceShape.kind(fields);
    Optional<Refusal> fault = SentenceShape.findFault(kind, fields);
    length = 0;
    if (fault.isPresent()) {
      counts.refuse(fault.get());
    } else {
      counts.accept();
      out.accept(new Sentence(kind, text, fields));
    }
  }

  private void drop(Refusal why) {
    counts.refuse(why);
    length = 0;
  }
}
