package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/**
 * A machine whose clock stands in the past or in the future comes to its broker as soon as it has
 * the time of the satellites. The clock of this machine is right, so the certificates are moved.
 */
class TrustedTimeIT {
  private static final InstantSource MACHINE = InstantSource.system();

  /** Whether the two sides come together, when it is really {@code then}. */
  private static void meet(Instant then, Optional<Instant> satellites) throws IOException {
    CertificateAuthority authority =
        CertificateAuthority.create(TestFolder.create("clock"), InstantSource.fixed(then));
    SSLContext office = context(authority, authority.server("broker"), Optional.of(then));
    SSLContext tracker =
        context(
            authority,
            authority.device(new DeviceId("trk-clock")),
            TrustedTime.of(satellites, MACHINE));
    InetAddress here = InetAddress.getLoopbackAddress();
    try (SSLServerSocket server =
        (SSLServerSocket) office.getServerSocketFactory().createServerSocket(0, 1, here)) {
      server.setNeedClientAuth(true);
      Thread answering = Thread.ofVirtual().start(() -> answer(server));
      try (SSLSocket client =
          (SSLSocket) tracker.getSocketFactory().createSocket(here, server.getLocalPort())) {
        client.startHandshake();
        assertEquals('k', client.getInputStream().read());
      } finally {
        answering.interrupt();
      }
    }
  }

  private static void answer(SSLServerSocket server) {
    try (SSLSocket accepted = (SSLSocket) server.accept()) {
      accepted.getOutputStream().write('k');
      accepted.getOutputStream().flush();
    } catch (IOException refused) {
      // The other side says why.
    }
  }

  private static SSLContext context(
      CertificateAuthority authority, Credentials own, Optional<Instant> now) {
    return MutualTls.context(
        authority.certificateFile(), own.certificateFile(), own.keyFile(), now);
  }

  @Test
  void aClockThatStandsInThePastIsCorrectedBySatellites() throws IOException {
    Instant later = MACHINE.instant().plus(11 * 365, ChronoUnit.DAYS);
    assertThrows(SSLException.class, () -> meet(later, Optional.empty()));
    meet(later, Optional.of(later));
  }

  @Test
  void aClockThatStandsInTheFutureIsCorrectedBySatellites() throws IOException {
    Instant earlier = MACHINE.instant().minus(20 * 365, ChronoUnit.DAYS);
    assertThrows(SSLException.class, () -> meet(earlier, Optional.empty()));
    meet(earlier, Optional.of(earlier));
  }

  @Test
  void aCertificateThatIsOverIsRefusedBySatelliteTimeToo() {
    Instant later = MACHINE.instant().plus(11 * 365, ChronoUnit.DAYS);
    assertThrows(
        SSLException.class, () -> meet(later, Optional.of(later.plus(3 * 365, ChronoUnit.DAYS))));
  }

  @Test
  void aClockThatIsNearlyRightIsLeftAlone() {
    Instant now = MACHINE.instant();
    assertTrue(TrustedTime.of(Optional.of(now.plusSeconds(600)), MACHINE).isEmpty());
    assertTrue(TrustedTime.of(Optional.empty(), MACHINE).isEmpty());
    assertTrue(TrustedTime.of(Optional.of(now.plusSeconds(7_200)), MACHINE).isPresent());
  }
}
