package id.pantau.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.DeviceId;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of attempts of a hostile device, and the friendly cases beside it. */
class PrivateBrokerIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Path FOLDER = TestFolder.create("broker");
  private static CertificateAuthority authority;
  private static PrivateBroker broker;
  private static Credentials deviceA;
  private static Credentials deviceB;
  private static Credentials collector;

  @BeforeAll
  static void start() {
    authority = CertificateAuthority.create(FOLDER.resolve("ca"), InstantSource.system());
    broker = PrivateBroker.start(FOLDER.resolve("broker"), authority);
    deviceA = authority.device(new DeviceId("veh-a"));
    deviceB = authority.device(new DeviceId("veh-b"));
    collector = authority.client("collector");
  }

  @AfterAll
  static void stop() {
    broker.close();
    Trees.remove(FOLDER);
  }

  @Test
  void bringsADevicesWordsToTheCollectorAndItsAnswersBack() throws MqttException {
    try (var server = connect(collector, "c");
        var device = connect(deviceA, "a")) {
      server.subscribe("pantau/v1/up/+/+");
      device.subscribe("pantau/v1/down/veh-a/+");
      device.publish("pantau/v1/up/veh-a/track", "hello");
      server.awaitMessages(List.of("pantau/v1/up/veh-a/track=hello"));
      server.publish("pantau/v1/down/veh-a/ack", "stored");
      device.awaitMessages(List.of("pantau/v1/down/veh-a/ack=stored"));
    }
  }

  @Test
  void sharesTheStreamAmongSeveralCollectors() throws MqttException {
    try (var one = connect(authority.client("collector-1"), "x");
        var eight = connect(authority.client("collector-8"), "y");
        var device = connect(deviceA, "a")) {
      one.subscribe("$share/ingest/pantau/v1/up/+/+");
      eight.subscribe("$share/ingest/pantau/v1/up/+/+");
      for (int i = 0; i < 20; i++) {
        device.publish("pantau/v1/up/veh-a/live", "n" + i);
      }
      Await.until(
          "20 messages arrive at the two together",
          LIMIT,
          () -> one.messages().size() + eight.messages().size() == 20);
      assertFalse(one.messages().isEmpty());
      assertFalse(eight.messages().isEmpty());
    }
  }

  @Test
  void refusesToBringWhatADeviceSaysInAnothersName() throws MqttException {
    try (var server = connect(collector, "c");
        var device = connect(deviceA, "a")) {
      server.subscribe("pantau/v1/up/+/+");
      assertNotEquals(0, device.reasonOfPublish("pantau/v1/up/veh-b/track", "forged"));
      assertNotEquals(0, device.reasonOfPublish("pantau/v1/down/veh-b/ack", "forged"));
      assertNotEquals(0, device.reasonOfPublish("pantau/v1/down/veh-a/ack", "forged"));
      device.publish("pantau/v1/up/veh-a/track", "own");
      // The own message was sent last: had a forged one passed, it would be here before.
      server.awaitMessages(List.of("pantau/v1/up/veh-a/track=own"));
    }
  }

  @Test
  void showsADeviceNothingOfTheOthers() throws MqttException {
    try (var server = connect(collector, "c");
        var curious = connect(deviceB, "b");
        var device = connect(deviceA, "a")) {
      server.subscribe("pantau/v1/up/+/+");
      for (String filter :
          List.of(
              "#", "pantau/v1/up/veh-a/#", "pantau/v1/down/veh-a/#", "$share/x/pantau/v1/up/#")) {
        curious.subscribeMaybeRefused(filter);
      }
      device.publish("pantau/v1/up/veh-a/track", "private");
      server.publish("pantau/v1/down/veh-a/ack", "private");
      server.publish("pantau/v1/down/veh-b/ack", "yours");
      server.awaitMessages(List.of("pantau/v1/up/veh-a/track=private"));
      curious.awaitMessages(List.of("pantau/v1/down/veh-b/ack=yours"));
    }
  }

  @Test
  void takesTheNameFromTheCertificateAndNotFromTheClient() throws MqttException {
    try (var server = connect(collector, "c");
        var liar = TestClient.claiming(broker, authority.sslContext(deviceA), "veh-b")) {
      server.subscribe("pantau/v1/up/+/+");
      assertNotEquals(0, liar.reasonOfPublish("pantau/v1/up/veh-b/track", "forged"));
      liar.publish("pantau/v1/up/veh-a/track", "own");
      server.awaitMessages(List.of("pantau/v1/up/veh-a/track=own"));
    }
  }

  @Test
  void aStolenClientIdTakesNothingFromTheCollector() throws MqttException {
    try (var server = connect(collector, "collector")) {
      server.subscribe("pantau/v1/up/+/+");
      try (var thief = connect(deviceA, "collector");
          var device = connect(deviceB, "b")) {
        assertTrue(thief.isConnected());
        device.publish("pantau/v1/up/veh-b/track", "safe");
        server.awaitMessages(List.of("pantau/v1/up/veh-b/track=safe"));
        assertTrue(server.isConnected(), "the thief pushed the collector out");
      }
    }
  }

  @Test
  void refusesACertificateOfAnotherAuthority() {
    var other = CertificateAuthority.create(FOLDER.resolve("other"), InstantSource.system());
    var forged = other.client("veh-a");
    assertRefused(forged);
  }

  @Test
  void refusesAnExpiredCertificate() {
    assertRefused(authority.expiredClient("veh-a"));
  }

  @Test
  void refusesAClientWithoutCertificate() {
    assertThrows(
        MqttException.class,
        () -> TestClient.connect(broker, authority.sslContextWithoutCertificate(), "veh-a"));
  }

  @Test
  void refusesPlainTcp() throws Exception {
    byte[] connect = {0x10, 0x0D, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 0};
    try (var socket = new Socket("127.0.0.1", broker.port())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(connect);
      // A TLS alert record (type 21) or the end, never a CONNACK (0x20).
      int answer = readOrEnd(socket);
      assertTrue(answer == -1 || answer == 21, "answered " + answer);
    }
  }

  @Test
  void refusesARevokedCertificateOnceTheListIsRead() throws MqttException {
    var lost = authority.device(new DeviceId("veh-lost"));
    connect(lost, "veh-lost").close();
    authority.revoke(lost);
    broker.reloadCrl();
    assertRefused(lost);
    connect(deviceA, "a").close();
  }

  @Test
  void comesBackOnTheSamePortAfterAKill() throws MqttException {
    try (var own = PrivateBroker.start(FOLDER.resolve("killed"), authority)) {
      int port = own.port();
      long pid = own.pid();
      own.kill9();
      assertTrue(ProcessHandle.of(pid).isEmpty());
      assertThrows(
          MqttException.class, () -> TestClient.connect(own, authority.sslContext(deviceA), "a"));
      own.restart();
      assertEquals(port, own.port());
      TestClient.connect(own, authority.sslContext(deviceA), "a").close();
    }
  }

  @Test
  void keepsASessionsMessagesThroughAnOrderlyRestart() throws MqttException {
    try (var own = PrivateBroker.start(FOLDER.resolve("restarted"), authority)) {
      try (var server = TestClient.lasting(own, authority.sslContext(collector), "c")) {
        server.subscribe("pantau/v1/up/+/+");
      }
      try (var device = TestClient.connect(own, authority.sslContext(deviceA), "a")) {
        for (int i = 0; i < 1500; i++) {
          device.publish("pantau/v1/up/veh-a/track", "m" + i);
        }
      }
      own.restart();
      try (var server = TestClient.lasting(own, authority.sslContext(collector), "c")) {
        Await.until(
            "all 1500 queued messages arrive", LIMIT, () -> server.messages().size() >= 1500);
      }
    }
  }

  @Test
  void leavesNoProcessAndNoFileAfterClose() {
    Path folder = FOLDER.resolve("closed");
    var own = PrivateBroker.start(folder, authority);
    long pid = own.pid();
    own.close();
    assertTrue(ProcessHandle.of(pid).isEmpty());
    assertFalse(Files.exists(folder));
    assertTrue(FreePorts.isFree(own.port()));
  }

  private static void assertRefused(Credentials credentials) {
    assertThrows(
        MqttException.class,
        () -> TestClient.connect(broker, authority.sslContext(credentials), "veh-a"));
  }

  private static TestClient connect(Credentials credentials, String clientId) throws MqttException {
    return TestClient.connect(broker, authority.sslContext(credentials), clientId);
  }

  private static int readOrEnd(Socket socket) {
    try {
      return new String(socket.getInputStream().readNBytes(1), UTF_8)
          .chars()
          .findFirst()
          .orElse(-1);
    } catch (java.io.IOException cut) {
      return -1;
    }
  }
}
