package id.pantau.acceptance.chain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.acceptance.chaos.Ledger;
import id.pantau.acceptance.chaos.Oracle;
import id.pantau.acceptance.chaos.Seen;
import id.pantau.wire.DeviceId;
import id.pantau.workbench.Await;
import id.pantau.workbench.PseudoSerial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A tracker without thinning on a serial line into which a test writes. */
final class TestVehicle implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LIVE_EVERY = Duration.ofMillis(100);

  private final Installation installation;
  private final AgentProcess.Setup setup;
  private final PseudoSerial line;
  private final AgentProcess agent;

  private TestVehicle(
      Installation installation, AgentProcess.Setup setup, PseudoSerial line, AgentProcess agent) {
    this.installation = installation;
    this.setup = setup;
    this.line = line;
    this.agent = agent;
  }

  static TestVehicle start(Installation installation, DeviceId device) {
    Path own = installation.folder().resolve(device.value());
    PseudoSerial line = PseudoSerial.open(own, "gps0");
    var setup =
        new AgentProcess.Setup(
            device,
            line.devicePath(),
            installation.backbone().broker().port(),
            own,
            false,
            LIVE_EVERY);
    try {
      return new TestVehicle(
          installation, setup, line, AgentProcess.start(setup, installation.backbone()));
    } catch (RuntimeException e) {
      line.close();
      throw e;
    }
  }

  PseudoSerial line() {
    return line;
  }

  /** What systemd does when the program ends by itself. */
  void startAgain() {
    Await.until("the agent has ended", SOON, () -> !agent.isRunning());
    agent.restart();
  }

  List<Seen> committed() {
    return Ledger.read(setup.device(), setup.ledger());
  }

  /** Waits until the fix of this moment is committed, and with it everything before is stored. */
  void awaitStored(Instant fixTime) {
    String mark = "fix " + fixTime.toEpochMilli() + " ";
    Await.until(
        "the fix of " + fixTime + " is stored",
        SOON,
        () ->
            committed().stream().anyMatch(seen -> seen.content().startsWith(mark))
                && allIsStored());
  }

  private boolean allIsStored() {
    var stored =
        installation.stored(setup.device()).stream().map(Seen::key).collect(Collectors.toSet());
    return committed().stream().allMatch(seen -> stored.contains(seen.key()));
  }

  /** Each committed record is stored once and unchanged, and nothing else is. */
  void assertExactlyOnce() {
    Oracle.Verdict verdict = Oracle.judge(committed(), installation.stored(setup.device()));
    assertTrue(verdict.isClean() && verdict.created() > 0, verdict.toString());
  }

  @Override
  public void close() {
    agent.close();
    line.close();
  }
}
