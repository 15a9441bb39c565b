package id.pantau.agent.uplink;

import id.pantau.agent.journal.Journal;
import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who is at the other end, as far as its answers tell. The thread of the uplink writes, any thread
 * reads.
 */
final class OtherEnd {
  private static final System.Logger LOG = System.getLogger(OtherEnd.class.getName());

  private final Journal journal;
  private final Flight flight;
  private final LongSupplier ticks;
  private volatile int dialect = Ack.FIRST_DIALECT;
  private volatile boolean connected;
  private volatile long lastAckNanos;
  private volatile boolean everAcked;

  OtherEnd(Journal journal, Flight flight, LongSupplier ticks) {
    this.journal = journal;
    this.flight = flight;
    this.ticks = ticks;
  }

  boolean isConnected() {
    return connected;
  }

  void connected(boolean yes) {
    connected = yes;
  }

  /** Whether it understands previews and beats; see {@link Ack#SPARING_DIALECT}. */
  boolean isSparing() {
    return connected && dialect >= Ack.SPARING_DIALECT;
  }

  /** How long ago it named anything; empty when it never did. */
  Optional<Duration> sinceLastAck() {
    return everAcked
        ? Optional.of(Duration.ofNanos(ticks.getAsLong() - lastAckNanos))
        : Optional.empty();
  }

  /**
   * It says what it has committed: that much is free.
   *
   * @return whether it is known only now that it understands previews and beats
   */
  boolean acknowledged(byte[] payload) {
    boolean before = isSparing();
    switch (AckCodec.decode(payload)) {
      case Decoded.Good<Ack>(Ack ack) -> {
        if (ack.epoch() == journal.epoch()) {
          journal.acknowledge(ack);
          flight.drop(journal);
          dialect = ack.dialect();
          lastAckNanos = ticks.getAsLong();
          everAcked = true;
        } else {
          LOG.log(Level.WARNING, "an ack names another journal, ignored");
        }
      }
      case Decoded.Bad<Ack>(String reason) ->
          LOG.log(Level.WARNING, "an ack cannot be read, ignored: {0}", reason);
    }
    return isSparing() && !before;
  }
}
