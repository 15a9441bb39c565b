package id.pantau.collector.ingest;

import id.pantau.wire.DeviceId;

/** Who answers a tracker that wants its next certificate. */
@FunctionalInterface
public interface CertificateRequests {
  /**
   * Takes it; must not wait.
   *
   * @param request PKCS#10 in DER, or whatever it sent instead
   */
  void ask(DeviceId device, byte[] request);
}
