package id.pantau.agent.serial;

/** Hears a line; all calls come from the thread of the port. */
public interface PortListener {
  /**
   * The device was opened.
   *
   * @param line to say something to the receiver, until {@link #lost}
   */
  void opened(PortWriter line);

  /**
   * Something came.
   *
   * @param bytes the first {@code count} are valid until the call returns
   * @param nanos {@link System#nanoTime} of the arrival; of several pieces, at the earliest
   */
  void received(byte[] bytes, int count, long nanos);

  /**
   * Nothing came for half a second; or for a tenth of one after something did, for who {@link
   * #awaitsPause}.
   */
  void silent(long nanos);

  /** Whether the next pause of the line is waited for; else it may be told late. */
  default boolean awaitsPause() {
    return true;
  }

  /** How many sentences have made sense, ever; negative where nobody knows. */
  default long understood() {
    return -1;
  }

  /** The device cannot be opened, or went away. */
  void lost(String why);
}
