package id.pantau.agent;

import id.pantau.agent.identity.Renewal;
import id.pantau.wire.MutualTls;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How this tracker shows who it is, judging the other side by the time of the satellites.
 *
 * @param contexts asked at every connection; empty for a broker without TLS
 * @param renewal gets the next certificate; empty when that is not ours to do
 */
record OwnTls(Optional<Supplier<SSLContext>> contexts, Optional<Renewal> renewal) {
  static OwnTls of(TrackerSettings settings, Appliance appliance) {
    return settings
        .tls()
        .map(files -> of(settings, files, appliance))
        .orElseGet(() -> new OwnTls(Optional.empty(), Optional.empty()));
  }

  private static OwnTls of(TrackerSettings settings, TlsFiles files, Appliance appliance) {
    Supplier<Optional<Instant>> trusted =
        () -> TrustedTime.of(appliance.now(), InstantSource.system());
    Optional<Renewal> renewal =
        Renewal.find(
            settings.device(),
            files,
            trusted,
            () -> appliance.now().orElseGet(InstantSource.system()::instant));
    Supplier<SSLContext> byFiles =
        () ->
            MutualTls.context(
                files.caFile(), files.certificateFile(), files.keyFile(), trusted.get());
    return new OwnTls(
        Optional.of(renewal.<Supplier<SSLContext>>map(each -> each::tls).orElse(byFiles)), renewal);
  }
}
