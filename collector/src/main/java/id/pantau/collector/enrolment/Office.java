package id.pantau.collector.enrolment;

import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What signs certificates, and the broker that goes by them. It needs nothing of the database, so
 * it may be opened beside it: to try the authority's key is the first signature of a JVM.
 */
public final class Office {
  private final EnrolmentSettings settings;
  private final Authority authority;
  private final Gate gate;
  private final SSLContext doorTls;

  private Office(EnrolmentSettings settings, Authority authority, Gate gate, SSLContext doorTls) {
    this.settings = settings;
    this.authority = authority;
    this.gate = gate;
    this.doorTls = doorTls;
  }

  /**
   * Reads the authority's files.
   *
   * @param brokerUri where we reach the broker ourselves; empty = there is none
   * @throws IllegalArgumentException when the files are not those of an authority
   */
  public static Office open(
      EnrolmentSettings settings, Optional<String> brokerUri, InstantSource clock) {
    var authority =
        Authority.load(settings.authorityCertificateFile(), settings.authorityKeyFile(), clock);
    var list =
        new RevocationList(settings.revocationListFile(), settings.brokerPidFile(), authority);
    var gate = new Gate(list, authority, brokerUri.map(BrokerVisit::new));
    return new Office(settings, authority, gate, authority.serverTls(settings.host()));
  }

  EnrolmentSettings settings() {
    return settings;
  }

  Authority authority() {
    return authority;
  }

  /** Where those who are no longer believed are shut out. */
  Gate gate() {
    return gate;
  }

  /** With what the door for trackers is served. */
  public SSLContext doorTls() {
    return doorTls;
  }
}
