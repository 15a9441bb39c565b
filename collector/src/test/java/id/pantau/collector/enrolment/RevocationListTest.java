package id.pantau.collector.enrolment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.TestFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The file in which the broker reads whom it must not let in. */
class RevocationListTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Instant SINCE = Instant.parse("2026-11-30T22:00:00.123456Z");
  private static final RevocationList.Entry ONE = entry(1, false);
  private static final RevocationList.Entry TWO = entry(2, false);
  private static final RevocationList.Entry PASSING = entry(3, true);

  private final Path folder = TestFolder.create("revocation-list");
  private final CertificateAuthority ca = CertificateAuthority.create(folder.resolve("ca"), CLOCK);
  private final Authority authority = Authority.load(ca.certificateFile(), ca.keyFile(), CLOCK);
  private final Path file = folder.resolve("crl.pem");
  private final RevocationList list = new RevocationList(file, Optional.empty(), authority);

  private static RevocationList.Entry entry(long serial, boolean passing) {
    return new RevocationList.Entry(BigInteger.valueOf(serial), SINCE, passing);
  }

  private byte[] published(RevocationList.Entry... entries) throws IOException {
    list.publish(List.of(entries));
    return Files.readAllBytes(file);
  }

  private static List<Long> serials(byte[] pem) throws GeneralSecurityException {
    var crl =
        (X509CRL)
            CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(pem));
    return crl.getRevokedCertificates().stream()
        .map(each -> each.getSerialNumber().longValue())
        .sorted()
        .toList();
  }

  /** Each is numbered by its moment, so a list that is made anew is another one. */
  @Test
  void whatIsThereAlreadyIsNotSignedAgain() throws Exception {
    byte[] first = published(ONE);
    assertArrayEquals(first, published(ONE));
    byte[] second = published(TWO, ONE);
    assertFalse(Arrays.equals(first, second));
    assertArrayEquals(second, published(ONE, TWO));
    assertEquals(List.of(1L, 2L), serials(second));
  }

  @Test
  void whatPassesIsLeftOutOfTheNextList() throws Exception {
    assertEquals(List.of(1L, 3L), serials(published(ONE, PASSING)));
    assertEquals(List.of(1L), serials(published(ONE)));
  }

  @Test
  void whatSomebodyElseHasRevokedIsKept() throws Exception {
    published(ONE, TWO);
    assertEquals(List.of(1L, 2L), serials(published(ONE)));
  }

  @Test
  void aListOfAnotherAuthorityIsMadeOurs() throws Exception {
    var other = CertificateAuthority.create(folder.resolve("other"), CLOCK);
    new RevocationList(
            file, Optional.empty(), Authority.load(other.certificateFile(), other.keyFile(), CLOCK))
        .publish(List.of(ONE));
    byte[] theirs = Files.readAllBytes(file);
    assertFalse(Arrays.equals(theirs, published(ONE)));
  }

  @Test
  void aKeyOfAnotherAuthorityIsRefusedAndAKeyThatIsNone() throws IOException {
    var other = CertificateAuthority.create(folder.resolve("other"), CLOCK);
    assertThrows(
        IllegalArgumentException.class,
        () -> Authority.load(ca.certificateFile(), other.keyFile(), CLOCK));
    Path none = Files.writeString(folder.resolve("none.key"), "no key");
    assertThrows(
        IllegalArgumentException.class, () -> Authority.load(ca.certificateFile(), none, CLOCK));
    assertThrows(IllegalArgumentException.class, () -> Authority.load(none, ca.keyFile(), CLOCK));
  }
}
