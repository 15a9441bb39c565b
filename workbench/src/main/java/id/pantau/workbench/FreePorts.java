package id.pantau.workbench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports of 127.0.0.1, each given only once in this process.
 *
 * <p>They lie below Linux's ephemeral range (32768 and up). Inside it, a client that keeps trying
 * to reach a stopped service may be given the very port as its own source port and so connect to
 * itself; the service then cannot come back on its port.
 */
public final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;
  private static final int START_ATTEMPTS = 5;

  /** Process-wide on purpose: two services of one run must not be promised the same port. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /**
   * A port nobody listens on at this moment.
   *
   * @throws IllegalStateException when none is found
   */
  public static int next() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port between " + LOWEST + " and " + HIGHEST + " after " + ATTEMPTS + " tries");
  }

  /** Starts a service on a port. */
  interface Launch<T> {
    T on(int port);
  }

  /**
   * Starts a service on a free port; on another one if somebody took the port between our look and
   * the service's bind.
   */
  static <T> T launch(Launch<T> service) {
    for (int attempt = 1; ; attempt++) {
      int port = next();
      try {
        return service.on(port);
      } catch (IllegalStateException e) {
        if (attempt == START_ATTEMPTS || isFree(port)) {
          throw e;
        }
      }
    }
  }

  /** Whether a service could listen on this port of 127.0.0.1 now. */
  public static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
