package id.pantau.agent.nmea;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes sentences and decodes them, for tests. */
final class Nmea {
  private Nmea() {}

  /** The body with {@code $}, checksum and line end. */
  static String sentence(String body) {
    int sum = 0;
    for (char c : body.toCharArray()) {
      sum ^= c;
    }
    return "$%s*%02X\r\n".formatted(body, sum);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static List<Epoch> decode(DecoderSettings settings, String text) {
    List<Epoch> epochs = new ArrayList<>();
    var decoder = new NmeaDecoder(settings, epochs::add);
    byte[] bytes = bytes(text);
    decoder.accept(bytes, 0, bytes.length, 0);
    decoder.end();
    return epochs;
  }

  static List<id.pantau.wire.Fix> fixes(DecoderSettings settings, String text) {
    return decode(settings, text).stream()
        .filter(e -> e instanceof Epoch.Located)
        .map(e -> ((Epoch.Located) e).fix())
        .toList();
  }
}
