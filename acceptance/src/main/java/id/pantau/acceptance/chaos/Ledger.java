package id.pantau.acceptance.chaos;

import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventCodec;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The file in which a tracker says what it has committed, kept outside of its own store: a line
 * {@code epoch seq payload} for each record, the first and the last in hex.
 */
public final class Ledger {
  private Ledger() {}

  /**
   * What the file says; a line that a kill has cut off is left out, as it was not said.
   *
   * @throws IllegalStateException for a whole line that makes no sense
   */
  public static List<Seen> read(DeviceId device, Path file) {
    try {
      if (Files.notExists(file)) {
        return List.of();
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      var records = new ArrayList<Seen>();
      int start = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        records.add(record(device, text.substring(start, end)));
        start = end + 1;
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the ledger " + file, e);
    }
  }

  private static Seen record(DeviceId device, String line) {
    String[] words = line.split(" ");
    if (words.length != 3) {
      throw new IllegalStateException("ledger of " + device + " says: " + line);
    }
    long epoch = Long.parseUnsignedLong(words[0], 16);
    long seq = Long.parseLong(words[1]);
    byte[] payload = HexFormat.of().parseHex(words[2]);
    return new Seen(new RecordKey(device, epoch, seq), content(payload, line));
  }

  /** A payload is a track batch of one, or an event. */
  private static String content(byte[] payload, String line) {
    if (TrackCodec.decode(payload) instanceof Decoded.Good<TrackBatch>(TrackBatch batch)) {
      return Contents.of(batch.records().get(0).fix());
    }
    return switch (EventCodec.decode(payload)) {
      case Decoded.Good<NumberedEvent>(var event) -> Contents.of(event.event());
      case Decoded.Bad<NumberedEvent>(String reason) ->
          throw new IllegalStateException("ledger says " + line + ": " + reason);
    };
  }
}
