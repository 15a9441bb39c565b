package id.pantau.collector.mqtt;

/** What a broker says to a client; section numbers are those of MQTT 5.0 (OASIS, 2019). */
public sealed interface Packet {
  /** From here on a reason is a refusal (2.4). */
  int REFUSED = 0x80;

  /**
   * The answer to our greeting (3.2).
   *
   * @param sessionPresent whether the broker still has what we subscribed to
   * @param receiveMaximum how many of our messages may wait for an answer
   */
  record Welcome(boolean sessionPresent, int reason, int receiveMaximum) implements Packet {}

  /**
   * A message (3.3).
   *
   * @param id by which it is acknowledged; 0 when it is not to be
   */
  record Delivery(String topic, byte[] payload, int id) implements Packet {}

  /** One of our messages has arrived, or was refused (3.4). */
  record Confirmed(int id, int reason) implements Packet {}

  /** One of our subscriptions is in force, or was refused (3.9). */
  record Subscribed(int id, int reason) implements Packet {}

  /** The broker lives (3.13). */
  record Pong() implements Packet {}

  /** The broker ends the connection (3.14). */
  record Farewell(int reason) implements Packet {}
}
