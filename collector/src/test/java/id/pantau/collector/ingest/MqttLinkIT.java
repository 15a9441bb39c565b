package id.pantau.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How ingest comes to a real broker. */
class MqttLinkIT {
  private static final Path FOLDER = TestFolder.create("mqtt-link");

  /** The broker looks at the sessions of those who are away once a second. */
  private static final Duration LONG_ENOUGH = Duration.ofMillis(2_500);

  private static final int RELOADS = 12;
  private static final int OTHERS = 5;

  private static CertificateAuthority authority;
  private static PrivateBroker broker;

  @BeforeAll
  static void startBroker() {
    authority = CertificateAuthority.create(FOLDER.resolve("ca"), InstantSource.system());
    broker = PrivateBroker.start(FOLDER.resolve("broker"), authority);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static SSLContext as(String name) {
    return authority.sslContext(authority.client(name));
  }

  private static MqttLink link(SSLContext tls) {
    return new MqttLink(new BrokerAccess(broker.uri(), tls), new Lanes(1), InstantSource.system());
  }

  private static boolean comesAndGoes(SSLContext tls) throws Exception {
    try (var link = link(tls)) {
      link.connect();
      return link.wasSessionPresent();
    }
  }

  /**
   * mosquitto 2.0 mistakes freed memory for a session of an earlier life of ours (decision 0040).
   */
  @Test
  void aBrokerThatHearsOfARevocationWhileWeAreAwayGoesOn() throws Exception {
    SSLContext tls = as("collector");
    comesAndGoes(tls);
    for (int i = 0; i < RELOADS; i++) {
      broker.reloadCrl();
      assertTrue(comesAndGoes(tls), "our session is kept");
    }
    var others = new ArrayList<MqttLink>();
    try {
      // Whoever comes now may be given the memory that it has freed.
      for (int i = 1; i <= OTHERS; i++) {
        others.add(link(as("collector-" + i)));
        others.getLast().connect();
      }
      for (long until = System.nanoTime() + LONG_ENOUGH.toNanos(); System.nanoTime() < until; ) {
        assertTrue(comesAndGoes(tls), "our session is kept");
      }
      assertEquals(List.of(), others.stream().flatMap(each -> each.findEnd().stream()).toList());
    } finally {
      others.forEach(MqttLink::close);
    }
    broker.stop(); // where a broker that is broken crashes at last
  }
}
