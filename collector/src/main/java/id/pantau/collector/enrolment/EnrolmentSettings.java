package id.pantau.collector.enrolment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How trackers get their certificates; docs/operate.md explains each.
 *
 * @param authorityCertificateFile PEM of the fleet's authority
 * @param authorityKeyFile PEM of its key: whoever has it can be any tracker
 * @param listen the address on which trackers enrol
 * @param host the name by which trackers reach us; it stands in the certificate we show them
 * @param port 0 = any free one
 * @param brokerUri {@code ssl://host:port}, what trackers are told
 * @param revocationListFile what the broker reads as its {@code crlfile}
 * @param brokerPidFile with the broker's process number, so that it is told to read the list; empty
 *     = a unit of the system does that when the file changes
 * @param certificateLife of a tracker
 */
public record EnrolmentSettings(
    Path authorityCertificateFile,
    Path authorityKeyFile,
    String listen,
    String host,
    int port,
    String brokerUri,
    Path revocationListFile,
    Optional<Path> brokerPidFile,
    Duration certificateLife) {
  /** Two years: a vehicle that stands in a workshop for half a year still finds its way back. */
  public static final Duration CERTIFICATE_LIFE = Duration.ofDays(730);

  public EnrolmentSettings {
    if (!brokerUri.matches("ssl://[^/\\s]+:\\d{1,5}")) {
      throw new IllegalArgumentException("broker-uri must be ssl://host:port, not " + brokerUri);
    }
    if (!host.matches("[A-Za-z0-9.:-]{1,253}")) {
      throw new IllegalArgumentException("host is no name: " + host);
    }
  }
}
