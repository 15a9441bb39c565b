package id.pantau.agent.service;

import java.io.IOException;

/**
 * A datagram to a Unix socket, which the JDK itself cannot send.
 *
 * <p>This is the class for Java 21, where it cannot be had. From Java 22 on the jar has another one
 * of this name (src/main/java22), which calls the C library.
 */
final class UnixDatagram {
  private UnixDatagram() {}

  static boolean isAvailable() {
    return false;
  }

  /**
   * Sends one datagram.
   *
   * @param address a path, or a name in the abstract name space after an {@code @}
   */
  static void send(String address, byte[] bytes) throws IOException {
    throw new IOException("not on Java " + Runtime.version().feature());
  }
}
