package id.pantau.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.wire.DeviceId;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a broker that hangs up is told from one that is not there. */
class PahoLinkIT {
  private static final DeviceId DEVICE = new DeviceId("ambulans-1");

  private static CertificateAuthority authority;
  private static Credentials lost;
  private static PrivateBroker broker;

  @BeforeAll
  static void startBroker() {
    Path folder = TestFolder.create("paho-link");
    authority = CertificateAuthority.create(folder.resolve("ca"), InstantSource.system());
    lost = authority.device(new DeviceId("lost"));
    authority.revoke(lost);
    broker = PrivateBroker.start(folder.resolve("broker"), authority);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static String uri(int port) {
    return "ssl://127.0.0.1:" + port;
  }

  private static PahoLink link(String uri, Credentials own) {
    return new PahoLink(
        new UplinkSettings(
            DEVICE,
            uri,
            Optional.of(() -> authority.sslContext(own)),
            10,
            Duration.ofSeconds(1),
            System::nanoTime),
        new AtomicBoolean());
  }

  private static Link.Fault fault(String uri, Credentials own) {
    try (PahoLink link = link(uri, own)) {
      return assertThrows(Link.LinkException.class, () -> link.open(new Ear())).fault();
    }
  }

  private static final class Ear implements Link.Listener {
    private final AtomicBoolean ended = new AtomicBoolean();

    @Override
    public void message(String topic, byte[] payload) {}

    @Override
    public void confirmed() {}

    @Override
    public void lost(String why) {
      ended.set(true);
    }

    @Override
    public void displaced() {
      ended.set(true);
    }
  }

  @Test
  void aRevokedCertificateIsNoAbsentBroker() {
    assertEquals(Link.Fault.BROKEN, fault(uri(broker.port()), lost));
  }

  @Test
  void aBrokerThatIsNotThereIsAbsent() {
    assertEquals(Link.Fault.ABSENT, fault(uri(1), authority.device(DEVICE)));
  }

  @Test
  void whoIsLetInWithOurKeyEndsOurConnection() throws Link.LinkException {
    var first = new Ear();
    try (PahoLink own = link(uri(broker.port()), authority.device(DEVICE));
        PahoLink twin = link(uri(broker.port()), authority.device(DEVICE))) {
      own.open(first);
      twin.open(new Ear());
      Await.until("we are told", Duration.ofSeconds(20), first.ended::get);
    }
  }
}
