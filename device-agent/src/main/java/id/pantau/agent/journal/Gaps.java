package id.pantau.agent.journal;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.LatLon;
import id.pantau.wire.SeqRange;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that tell which records are missing, at the time and place of the newest position. */
final class Gaps {
  private Gaps() {}

  /**
   * @param atMost of these numbers so many may have been records
   */
  static DeviceEvent of(
      String reason, SeqRange range, long atMost, Entry.@Nullable Position newest) {
    Map<String, String> details = new HashMap<>();
    details.put("reason", reason);
    details.put("first-seq", Long.toString(range.first()));
    details.put("last-seq", Long.toString(range.last()));
    details.put("records-at-most", Long.toString(atMost));
    return event(details, newest);
  }

  /** So many were dropped before they had a number, as the card refused to write. */
  static DeviceEvent unwritten(long count, Entry.@Nullable Position newest) {
    return event(Map.of("reason", "disk", "records", Long.toString(count)), newest);
  }

  private static DeviceEvent event(Map<String, String> details, Entry.@Nullable Position newest) {
    Instant time = newest == null ? Instant.EPOCH : newest.fix().fixTime();
    LatLon at = newest == null ? null : newest.fix().at();
    return new DeviceEvent(EventKind.GAP, time, at, details);
  }
}
