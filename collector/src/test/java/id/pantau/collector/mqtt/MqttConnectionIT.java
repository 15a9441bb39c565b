package id.pantau.collector.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.FaultyLink;
import id.pantau.workbench.FreePorts;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Before a real broker. */
class MqttConnectionIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final String UP = "pantau/v1/up/+/+";
  private static final Path FOLDER = TestFolder.create("mqtt");

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

  /** The access list knows {@code collector-1} to {@code collector-8}. */
  private static SSLContext as(String name) {
    return authority.sslContext(authority.client(name));
  }

  private static PacketCodec.Greeting greeting(boolean cleanStart) {
    return new PacketCodec.Greeting("any", cleanStart, 60, 3_600, 100);
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  private static MqttConnection connection(MqttConnection.Receiver receiver) {
    return new MqttConnection(local(broker.port()), greeting(true), receiver);
  }

  /** A tracker that publishes these, with its own certificate. */
  private static void publish(String device, List<byte[]> payloads) throws Exception {
    try (var tracker = connection(message -> {})) {
      tracker.connect(as(device), SOON);
      for (byte[] each : payloads) {
        assertTrue(tracker.publish("pantau/v1/up/" + device + "/track", each, false, SOON));
      }
      tracker.flush();
    }
  }

  @Test
  void whatIsPublishedArrivesWholeAndInOrder() throws Exception {
    var sizes = new CopyOnWriteArrayList<Integer>();
    var link = new AtomicReference<MqttConnection>();
    MqttConnection hearing =
        connection(
            message -> {
              sizes.add(message.payload().length);
              link.get().confirm(message.id());
              link.get().flush();
            });
    link.set(hearing);
    try (hearing) {
      assertFalse(hearing.connect(as("collector-1"), SOON));
      hearing.subscribe(UP, SOON);
      // More than the window, larger than a record of TLS, larger than what is gathered.
      List<Integer> sent = new java.util.ArrayList<>(java.util.Collections.nCopies(1_200, 90));
      sent.addAll(List.of(0, 16_384, 40_000, 200_000, 1));
      publish("trk-1", sent.stream().map(byte[]::new).toList());
      Await.until("all have come", SOON, () -> sizes.size() >= sent.size());
      assertEquals(sent, sizes);
    }
  }

  @Test
  void whatWasNotConfirmedComesAgainAndTheRestDoesNot() throws Exception {
    var first = new CountDownLatch(3);
    var link = new AtomicReference<MqttConnection>();
    var half =
        connection(
            message -> {
              if (message.payload().length != 2) {
                link.get().confirm(message.id());
              }
              first.countDown();
            });
    link.set(half);
    try (half) {
      half.connect(as("collector-2"), SOON);
      half.subscribe(UP, SOON);
      publish("trk-2", List.of(new byte[1], new byte[2], new byte[3]));
      Await.until("all have come", SOON, () -> first.getCount() == 0);
      half.flush();
    }
    assertFalse(half.isOpen());
    var again = new CopyOnWriteArrayList<Integer>();
    var later =
        new MqttConnection(
            local(broker.port()), greeting(false), m -> again.add(m.payload().length));
    try (later) {
      assertTrue(later.connect(as("collector-2"), SOON), "the session was kept");
      publish("trk-2", List.of(new byte[4]));
      Await.until("the new one has come", SOON, () -> again.contains(4));
      assertEquals(List.of(2, 4), again);
    }
  }

  @Test
  void whoIsNotAnsweredWaitsForRoomAndNoLonger() throws Exception {
    try (var link = FaultyLink.to(broker.port());
        var speaking = new MqttConnection(local(link.port()), greeting(true), message -> {})) {
      speaking.connect(as("trk-3"), SOON);
      link.silence();
      String topic = "pantau/v1/up/trk-3/track";
      int taken = 0;
      while (taken < 10_000 && speaking.publish(topic, new byte[10], false, AT_ONCE)) {
        taken++;
      }
      assertEquals(500, taken);
      link.heal();
      assertTrue(speaking.publish(topic, new byte[10], false, SOON), "there is room again");
    }
  }

  @Test
  void aBrokerThatIsSilentIsLeftAndOneThatLivesIsNot() throws Exception {
    var patience = new MqttConnection.Patience(Duration.ofMillis(50), Duration.ofMillis(300));
    try (var link = FaultyLink.to(broker.port());
        var watching =
            new MqttConnection(local(link.port()), greeting(true), message -> {}, patience)) {
      watching.connect(as("collector-4"), SOON);
      long before = link.bytesDown();
      Await.until(
          "it has answered many times",
          SOON,
          () -> {
            watching.watch();
            return link.bytesDown() > before + 200;
          });
      assertTrue(watching.isOpen());
      link.silence();
      Await.until(
          "it is left",
          SOON,
          () -> {
            watching.watch();
            return !watching.isOpen();
          });
      assertEquals("the broker is silent", watching.findEnd().orElseThrow());
    }
  }

  @Test
  void whoeverIsPushedOutOrCutOffKnowsIt() throws Exception {
    try (var former = connection(message -> {});
        var newer = connection(message -> {})) {
      former.connect(as("collector-5"), SOON);
      newer.connect(as("collector-5"), SOON);
      Await.until("it knows", SOON, () -> !former.isOpen());
      assertTrue(newer.isOpen());
      assertFalse(former.publish("pantau/v1/down/trk-1/ack", new byte[1], false, SOON));
      former.confirm(1); // of no use any more, and harmless
      former.flush();
    }
  }

  @Test
  void whoIsNotLetInIsToldByAnException() {
    try (var stranger = connection(message -> {})) {
      assertThrows(
          IOException.class,
          () -> stranger.connect(authority.sslContextWithoutCertificate(), SOON));
    }
    try (var nobody = new MqttConnection(local(FreePorts.next()), greeting(true), message -> {})) {
      assertThrows(IOException.class, () -> nobody.connect(as("collector-6"), SOON));
    }
    var other = CertificateAuthority.create(FOLDER.resolve("other"), InstantSource.system());
    try (var misled = connection(message -> {})) {
      assertThrows(
          IOException.class,
          () -> misled.connect(other.sslContext(other.client("collector-6")), SOON));
    }
  }

  @Test
  void aHostThatItsCertificateDoesNotNameIsNotBelieved() throws Exception {
    var named = InetAddress.getByAddress("elsewhere.example", new byte[] {127, 0, 0, 1});
    var address = new InetSocketAddress(named, broker.port());
    try (var misled = new MqttConnection(address, greeting(true), message -> {})) {
      assertThrows(IOException.class, () -> misled.connect(as("collector-6"), SOON));
    }
  }
}
