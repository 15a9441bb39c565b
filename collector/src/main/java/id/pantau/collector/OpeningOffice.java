package id.pantau.collector;

import id.pantau.collector.enrolment.Office;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The office that signs trackers' certificates, opened beside the database. */
final class OpeningOffice {
  private final CompletableFuture<Optional<Office>> opening;

  private OpeningOffice(CompletableFuture<Optional<Office>> opening) {
    this.opening = opening;
  }

  static OpeningOffice begin(CollectorSettings settings, InstantSource clock) {
    Optional<String> brokerUri = settings.mqtt().map(CollectorSettings.Mqtt::uri);
    return new OpeningOffice(
        CompletableFuture.supplyAsync(
            () -> settings.enrolment().map(how -> Office.open(how, brokerUri, clock))));
  }

  /**
   * Waits for it; empty where certificates are made elsewhere.
   *
   * @throws ConfigProblem when its authority cannot be used
   */
  Optional<Office> await() {
    try {
      return opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IllegalArgumentException unusable) {
        throw new ConfigProblem(
            "kewenangan sertifikat tidak dapat dipakai | the certificate authority cannot be used: "
                + unusable.getMessage());
      }
      throw e;
    }
  }
}
