package id.pantau.agent.service;

import java.io.IOException;

/** A way to tell the service manager something, in the words of sd_notify(3). */
interface Notifier {
  /**
   * Says it.
   *
   * @param message lines of {@code NAME=value}
   * @throws IOException when nobody can have heard it
   */
  void tell(String message) throws IOException;
}
