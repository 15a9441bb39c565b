package id.pantau.wire;

/**
 * An event with its number in the journal of the tracker that made it.
 *
 * @param epoch the journal
 * @param seq shared with positions
 * @param answerLater it may be named together with the next message that does not allow this
 */
public record NumberedEvent(long epoch, long seq, DeviceEvent event, boolean answerLater) {
  public NumberedEvent {
    if (seq < 1) {
      throw new IllegalArgumentException("seq " + seq);
    }
  }

  /** An event that is to be named at once. */
  public NumberedEvent(long epoch, long seq, DeviceEvent event) {
    this(epoch, seq, event, false);
  }
}
