package id.pantau.agent.uplink;

import id.pantau.wire.Topics;
import java.util.concurrent.CountDownLatch;

/** What other threads hand over to the thread of the uplink. */
sealed interface Input {
  record Message(String topic, byte[] payload) implements Input {}

  record Confirmed(Link of) implements Input {}

  record Lost(Link of, String why) implements Input {}

  record Displaced(Link of) implements Input {}

  record Wake() implements Input {}

  /** Records that were named are wanted again. */
  record Rewind() implements Input {}

  /** What waits for others waits no longer. */
  record Flush() implements Input {}

  /** What is left of the stop travels with the first of the drive. */
  record Depart() implements Input {}

  /** Somebody wants to know when all that goes now has gone and is answered. */
  record Settle(CountDownLatch done) implements Input {}

  record Say(Topics.Up lane, byte[] payload) implements Input {}
}
