package id.pantau.collector.ingest;

import java.time.Instant;

/**
 * What the broker handed us and still keeps until {@link #acknowledge}.
 *
 * @param acknowledgement tells the broker; does nothing when its connection is gone
 */
record Message(String topic, byte[] payload, Instant receivedAt, Runnable acknowledgement) {

  int bytes() {
    return payload.length;
  }

  void acknowledge() {
    acknowledgement.run();
  }
}
