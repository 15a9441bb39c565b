package id.pantau.agent.uplink;

/** One connection to the broker; used by the thread of the uplink, and not again after its end. */
interface Link extends AutoCloseable {
  /**
   * What the broker allows.
   *
   * @param receiveMaximum messages it takes before it has confirmed them
   * @param maxPacketBytes a longer packet ends the connection
   */
  record Limits(int receiveMaximum, long maxPacketBytes) {}

  /** What comes back; called by threads of the transport, which must not be held up. */
  interface Listener {
    void message(String topic, byte[] payload);

    /** The broker has confirmed one message; that proves nothing about the collector. */
    void confirmed();

    void lost(String why);

    /** The broker has let in another of our name instead; not each of them says so. */
    void displaced();
  }

  /**
   * Connects and subscribes to everything addressed to us.
   *
   * @throws LinkException with the reason in words
   */
  Limits open(Listener listener) throws LinkException;

  /**
   * @param confirmed whether the broker is to confirm it; else nobody hears of its loss
   */
  void publish(String topic, byte[] payload, boolean confirmed) throws LinkException;

  @Override
  void close();

  /** How far it came. */
  enum Fault {
    /** Nobody was there. */
    ABSENT,
    /** There was an answer, and then it broke off; so may end who is not wanted. */
    BROKEN,
    /** The answer was no. */
    REFUSED
  }

  /** The broker cannot be reached, or refuses. */
  final class LinkException extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    LinkException(Fault fault, String message, Throwable cause) {
      super(message, cause);
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }
}
