package id.pantau.agent.identity;

import id.pantau.wire.DeviceId;
import java.time.Instant;
import java.util.List;

/** How an enrolment has ended. */
public sealed interface Outcome {
  /**
   * The tracker has a key, a certificate and an address.
   *
   * @param until the certificate's end
   */
  record Enrolled(DeviceId device, String brokerUri, Instant until) implements Outcome {}

  /**
   * Nothing was changed.
   *
   * @param code the key of its sentence in the message files
   * @param values what the sentence names
   */
  record Refused(String code, List<String> values) implements Outcome {}

  static Refused refused(String code, String... values) {
    return new Refused(code, List.of(values));
  }
}
