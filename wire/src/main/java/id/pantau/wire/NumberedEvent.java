package id.pantau.wire;

/**
 * An event with its number in the journal of the tracker that made it.
 *
 * @param epoch the journal
 * @param seq shared with positions
 */
public record NumberedEvent(long epoch, long seq, DeviceEvent event) {
  public NumberedEvent {
    if (seq < 1) {
      throw new IllegalArgumentException("seq " + seq);
    }
  }
}
