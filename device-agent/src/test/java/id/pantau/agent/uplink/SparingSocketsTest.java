package id.pantau.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Which TLS a tracker speaks, to whom. */
class SparingSocketsTest {
  private static final Path FOLDER = TestFolder.create("sparing-sockets");
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.create(FOLDER.resolve("ca"), InstantSource.system());

  private final BlockingQueue<String> spoken = new LinkedBlockingQueue<>();
  private final AtomicBoolean wantsNewerTls = new AtomicBoolean();

  /** A broker that notes what TLS it is spoken to, and then hangs up. */
  private SSLServerSocket listen(String... protocols) throws IOException {
    SSLContext tls = AUTHORITY.sslContext(AUTHORITY.server("broker"));
    var server =
        (SSLServerSocket)
            tls.getServerSocketFactory().createServerSocket(0, 2, InetAddress.getLoopbackAddress());
    SSLParameters how = server.getSSLParameters();
    how.setProtocols(protocols);
    how.setUseCipherSuitesOrder(false); // as mosquitto: the client's order
    server.setSSLParameters(how);
    Thread.ofVirtual().start(() -> serve(server));
    return server;
  }

  private void serve(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (var client = (SSLSocket) server.accept()) {
        client.startHandshake();
        spoken.add(client.getSession().getProtocol() + " " + client.getSession().getCipherSuite());
      } catch (IOException refused) {
        spoken.add("refused");
      }
    }
  }

  /** What the broker noted, which may be later than our own failure. */
  private String connect(SSLServerSocket server) throws InterruptedException {
    var device = new DeviceId("trk-1");
    Credentials own = AUTHORITY.device(device);
    var settings =
        new UplinkSettings(
            device,
            "ssl://127.0.0.1:" + server.getLocalPort(),
            Optional.of(
                () ->
                    MutualTls.context(
                        AUTHORITY.certificateFile(), own.certificateFile(), own.keyFile())),
            1,
            Duration.ofSeconds(1),
            System::nanoTime);
    try (var link = new PahoLink(settings, wantsNewerTls)) {
      assertThrows(Link.LinkException.class, () -> link.open(new Deaf()));
    }
    return String.valueOf(spoken.poll(20, TimeUnit.SECONDS));
  }

  private static final class Deaf implements Link.Listener {
    @Override
    public void message(String topic, byte[] payload) {}

    @Override
    public void confirmed() {}

    @Override
    public void lost(String why) {}

    @Override
    public void displaced() {}
  }

  @Test
  void speaksTheFormThatAddsLeast() throws IOException, InterruptedException {
    try (SSLServerSocket server = listen("TLSv1.2", "TLSv1.3")) {
      assertEquals("TLSv1.2 TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", connect(server));
    }
  }

  @Test
  void aBrokerThatWantsNewerTlsGetsItAtTheNextAttempt() throws IOException, InterruptedException {
    try (SSLServerSocket server = listen("TLSv1.3")) {
      assertEquals("refused", connect(server));
      assertEquals("TLSv1.3", connect(server).split(" ")[0]);
    }
  }
}
