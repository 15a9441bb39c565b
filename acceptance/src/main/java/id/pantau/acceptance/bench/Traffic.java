package id.pantau.acceptance.bench;

/**
 * What passed a connection in both directions.
 *
 * @param bytes of TLS records, MQTT packets and payloads
 * @param pieces in how many pieces they came: about as many as there were packets with content
 */
record Traffic(double bytes, double pieces) {
  static final Traffic NONE = new Traffic(0, 0);

  Traffic times(double factor) {
    return new Traffic(bytes * factor, pieces * factor);
  }

  Traffic plus(Traffic other) {
    return new Traffic(bytes + other.bytes, pieces + other.pieces);
  }

  Traffic minus(Traffic other) {
    return plus(other.times(-1));
  }
}
