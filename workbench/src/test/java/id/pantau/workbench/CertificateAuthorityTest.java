package id.pantau.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.DeviceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateExpiredException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private final Path folder = TestFolder.create("ca");
  private final CertificateAuthority authority =
      CertificateAuthority.create(folder, InstantSource.fixed(NOW));

  @AfterEach
  void remove() {
    Trees.remove(folder);
  }

  @Test
  void putsTheDeviceIdIntoTheCommonNameAndSignsIt() throws Exception {
    var device = authority.device(new DeviceId("demo-001"));
    assertEquals("CN=demo-001", device.certificate().getSubjectX500Principal().getName());
    device.certificate().verify(ca().certificate().getPublicKey());
    device.certificate().checkValidity(Date.from(NOW));
  }

  @Test
  void refusesDeviceIdsThatTheBrokerTakesForACollector() {
    for (String reserved : List.of("collector", "collector-1", "collector-x")) {
      assertThrows(
          IllegalArgumentException.class, () -> authority.device(new DeviceId(reserved)), reserved);
    }
    authority.device(new DeviceId("collectors-car"));
  }

  @Test
  void keepsKeysFromOtherUsers() throws Exception {
    authority.server("broker");
    authority.device(new DeviceId("demo-001"));
    try (var files = Files.list(folder)) {
      for (Path each : files.filter(file -> file.toString().endsWith(".key")).toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
  }

  @Test
  void makesExpiredCertificatesExpired() {
    var expired = authority.expiredClient("demo-001");
    assertThrows(
        CertificateExpiredException.class,
        () -> expired.certificate().checkValidity(Date.from(NOW)));
  }

  @Test
  void remembersItselfAndItsRevocationsAtTheNextStart() {
    var lost = authority.device(new DeviceId("demo-002"));
    authority.revoke(lost);
    var again = CertificateAuthority.openOrCreate(folder, InstantSource.fixed(NOW));
    assertEquals(ca().certificate(), PemFiles.find(folder, "ca").orElseThrow().certificate());
    assertEquals(
        List.of(lost.certificate().getSerialNumber()),
        PemFiles.revokedSerials(again.revocationList()));
  }

  @Test
  void makesANewAuthorityWhenTheOldOneHasEnded() {
    var later = NOW.plus(java.time.Duration.ofDays(4000));
    var before = ca().certificate();
    CertificateAuthority.openOrCreate(folder, InstantSource.fixed(later));
    assertTrue(ca().certificate().getNotAfter().after(before.getNotAfter()));
  }

  private Credentials ca() {
    return PemFiles.find(folder, "ca").orElseThrow();
  }
}
