package id.pantau.collector.mqtt;

import java.io.IOException;

/** What came is no packet of MQTT 5; the connection is of no use any more. */
public final class BadPacket extends IOException {
  private static final long serialVersionUID = 1;

  BadPacket(String what) {
    super(what);
  }
}
