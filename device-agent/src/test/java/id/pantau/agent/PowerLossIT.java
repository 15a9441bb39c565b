package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.board.Board;
import id.pantau.agent.board.Lamp;
import id.pantau.agent.board.Signal;
import id.pantau.agent.remote.RemoteSettings;
import id.pantau.agent.serial.PortListener;
import id.pantau.agent.service.Liveness;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The whole tracker, with an input that the test switches, in front of a real broker. */
class PowerLossIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final DeviceId DEVICE = new DeviceId("ambulans-1");

  private final Path folder = TestFolder.create("power-loss");
  private final Path request = folder.resolve("poweroff");
  private final Bench board = new Bench();

  private static final class Bench implements Board {
    private final Map<Lamp, Boolean> lamps = new ConcurrentHashMap<>();
    private volatile boolean powerGood = true;

    @Override
    public Set<Signal> inputs() {
      return Set.of(Signal.POWER_GOOD);
    }

    @Override
    public boolean isOn(Signal input) {
      return powerGood;
    }

    @Override
    public void light(Lamp lamp, boolean on) {
      lamps.put(lamp, on);
    }

    @Override
    public void close() {}
  }

  @Test
  void powerLossIsToldRecordedAndEndsTheMachineUnlessItReturns() throws IOException {
    var authority = CertificateAuthority.create(folder.resolve("ca"), InstantSource.system());
    try (PrivateBroker broker = PrivateBroker.start(folder.resolve("broker"), authority);
        FakeCollector collector =
            FakeCollector.connect(broker, authority.sslContext(authority.client("collector")));
        Agent agent = start(broker, authority)) {
      Await.until("the health of the machine is told", LIMIT, () -> toldUptime(collector));
      board.powerGood = false;
      Await.until("the loss is told", LIMIT, () -> has(collector, EventKind.POWER_LOST));
      Await.until(
          "so is where it was, which was not due yet", LIMIT, () -> !collector.fixes().isEmpty());
      Await.until("the system is asked", LIMIT, () -> Files.exists(request));
      Await.until(
          "only the red lamp is on",
          LIMIT,
          () -> board.lamps.equals(Map.of(Lamp.FIX, false, Lamp.LINK, false, Lamp.FAULT, true)));
      board.powerGood = true;
      Await.until("it is taken back", LIMIT, () -> !Files.exists(request));
      Await.until("the return is told", LIMIT, () -> has(collector, EventKind.POWER_BACK));
      assertTrue(agent.tracker().isConnected());
    }
  }

  private boolean has(FakeCollector collector, EventKind kind) {
    return collector.events().values().stream().anyMatch(e -> e.kind() == kind);
  }

  private static boolean toldUptime(FakeCollector collector) {
    return collector.healths().stream()
        .anyMatch(
            health ->
                health.details().containsKey("uptime-s")
                    && health.details().containsKey("storage-free-mb")
                    && health.details().containsKey("clock-off-s"));
  }

  private Agent start(PrivateBroker broker, CertificateAuthority authority) throws IOException {
    Credentials own = authority.device(DEVICE);
    Path file =
        Files.writeString(
            folder.resolve("agent.yaml"),
            """
            device: %s
            gnss:
              port: /dev/not-used
              week-rollover: keep
            mqtt:
              uri: %s
              ca-file: %s
              certificate-file: %s
              key-file: %s
            journal:
              folder: journal
              quota-mb: 4
            reporting:
              live-every: 1h
              health-every: 1s
            power:
              shutdown-after: 2s
              request-file: %s
            """
                .formatted(
                    DEVICE,
                    broker.uri(),
                    authority.certificateFile(),
                    own.certificateFile(),
                    own.keyFile(),
                    request));
    AgentSettings settings = AgentSettings.read(file);
    return Agent.start(
        settings,
        board,
        new Liveness(),
        new Agent.Office(
            RemoteSettings.open(folder.resolve("settings-of-the-office")), clock -> Appliance.NONE),
        PowerLossIT::drive);
  }

  /** A few seconds on the road; then the receiver is silent. */
  private static Agent.Line drive(PortListener listener) {
    listener.opened(bytes -> {});
    for (int second = 0; second < 5; second++) {
      String time = "0100%02d.00".formatted(second);
      String place = "0839.%05d,S,11632.00000,E".formatted(second * 600);
      byte[] bytes =
          (sentence("GNRMC," + time + ",A," + place + ",21.6,180.0,251126,,,A")
                  + sentence("GNGGA," + time + "," + place + ",1,09,0.9,120.0,M,45.0,M,,"))
              .getBytes(StandardCharsets.US_ASCII);
      listener.received(bytes, bytes.length, System.nanoTime());
    }
    listener.silent(System.nanoTime() + 1_000_000_000L);
    return () -> {};
  }

  private static String sentence(String body) {
    int sum = 0;
    for (char c : body.toCharArray()) {
      sum ^= c;
    }
    return "$%s*%02X\r\n".formatted(body, sum);
  }
}
