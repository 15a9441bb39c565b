package id.pantau.agent.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.TlsFiles;
import id.pantau.agent.Tracker;
import id.pantau.agent.TrackerSettings;
import id.pantau.agent.journal.CommitLedger;
import id.pantau.agent.serial.BeatingListener;
import id.pantau.agent.serial.NmeaPort;
import id.pantau.agent.serial.PortListener;
import id.pantau.agent.serial.PortSettings;
import id.pantau.agent.serial.PortWriter;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.workbench.Await;
import id.pantau.workbench.PseudoSerial;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The watchdog over real threads of a tracker: what hangs is not covered up. */
class SystemdTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Looked at six times within it. */
  private static final Duration WATCHDOG = Duration.ofMillis(120);

  private final Path folder = TestFolder.create("systemd");
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Liveness liveness = new Liveness();

  private Systemd systemd() {
    return new Systemd(
        Optional.of(said::add), Optional.of(WATCHDOG), liveness, () -> "GPS: no-fix");
  }

  private String next() throws InterruptedException {
    return said.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One tick from before it hung may still be told, and no more. */
  private void assertNothingForFiveTurns() throws InterruptedException {
    // What ticked just before it hung may still be told, once.
    said.poll(WATCHDOG.toMillis() / 2, TimeUnit.MILLISECONDS);
    said.clear();
    said.poll(WATCHDOG.toMillis(), TimeUnit.MILLISECONDS);
    String surely = said.poll(WATCHDOG.toMillis() * 5, TimeUnit.MILLISECONDS);
    assertNull(surely, "it was told that we live");
  }

  @Test
  void tellsReadyThenAliveThenStopping() throws InterruptedException {
    Pulse pulse = liveness.pulse("serial");
    try (Systemd systemd = systemd()) {
      systemd.ready();
      assertEquals("READY=1", next());
      pulse.tick();
      assertEquals("WATCHDOG=1\nSTATUS=GPS: no-fix", next());
      pulse.tick();
      assertEquals("WATCHDOG=1", next(), "what has not changed is not said again");
    }
    assertEquals("STOPPING=1", next());
  }

  @Test
  void isNotAliveWhileTheJournalHangs() throws InterruptedException {
    var card = new CountDownLatch(1);
    var hangs = new CountDownLatch(1);
    CommitLedger stuck =
        (epoch, seq, payload) -> {
          hangs.countDown();
          waitFor(card);
        };
    try (Tracker tracker = Tracker.open(settings().withLedger(stuck), liveness);
        Systemd systemd = systemd()) {
      systemd.ready();
      assertEquals("READY=1", next());
      assertTrue(next().startsWith("WATCHDOG=1"), "all threads run");
      tracker.accept(
          new DeviceEvent(EventKind.PANIC, Instant.parse("2026-11-23T00:00:00Z"), null, Map.of()));
      assertTrue(hangs.await(20, TimeUnit.SECONDS));
      assertNothingForFiveTurns();
      card.countDown();
      assertTrue(next().startsWith("WATCHDOG=1"), "the card writes again");
    } finally {
      card.countDown();
    }
  }

  @Test
  void isNotAliveWhileTheReaderHangs() throws InterruptedException {
    var goOn = new CountDownLatch(1);
    var hangs = new CountDownLatch(1);
    var listener =
        new PortListener() {
          @Override
          public void opened(PortWriter line) {}

          @Override
          public void received(byte[] bytes, int count, long nanos) {
            hangs.countDown();
            waitFor(goOn);
          }

          @Override
          public void silent(long nanos) {}

          @Override
          public void lost(String why) {}
        };
    try (PseudoSerial line = PseudoSerial.open(folder, "gps0");
        NmeaPort port =
            new NmeaPort(
                new PortSettings(line.devicePath().toString(), 9_600),
                new BeatingListener(listener, liveness.pulse("serial")::tick));
        Systemd systemd = systemd()) {
      port.start();
      systemd.ready();
      assertEquals("READY=1", next());
      assertTrue(next().startsWith("WATCHDOG=1"), "a silent line is a line");
      line.write("$");
      assertTrue(hangs.await(20, TimeUnit.SECONDS));
      assertNothingForFiveTurns();
      goOn.countDown();
      assertTrue(next().startsWith("WATCHDOG=1"));
    } finally {
      goOn.countDown();
    }
  }

  @Test
  void isAliveWithoutReceiverAndWithoutNetwork() throws InterruptedException {
    try (Tracker tracker = Tracker.open(settings(), liveness);
        NmeaPort port =
            new NmeaPort(
                new PortSettings(folder.resolve("none").toString(), 9_600),
                new BeatingListener(new Deaf(), liveness.pulse("serial")::tick));
        Systemd systemd = systemd()) {
      port.start();
      systemd.ready();
      assertEquals("READY=1", next());
      for (int i = 0; i < 2; i++) {
        assertTrue(next().startsWith("WATCHDOG=1"));
      }
      assertFalse(tracker.isConnected());
    }
  }

  private record Deaf() implements PortListener {
    @Override
    public void opened(PortWriter line) {}

    @Override
    public void received(byte[] bytes, int count, long nanos) {}

    @Override
    public void silent(long nanos) {}

    @Override
    public void lost(String why) {}
  }

  @Test
  void isSilentWithoutSystemd() {
    Pulse pulse = liveness.pulse("serial");
    for (Map<String, String> environment :
        List.of(Map.<String, String>of(), Map.of("NOTIFY_SOCKET", ""))) {
      try (Systemd systemd = Systemd.of(environment, liveness, () -> "")) {
        systemd.ready();
        pulse.tick();
      }
    }
  }

  @Test
  void aWatchdogOfAnotherProcessIsNotFed() throws InterruptedException {
    // sd_watchdog_enabled(3): the variables may be inherited.
    long another = ProcessHandle.current().pid() + 1;
    assertEquals(
        Optional.empty(),
        Systemd.watchdog(
            Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", Long.toString(another))));
    assertEquals(Optional.empty(), Systemd.watchdog(Map.of("WATCHDOG_USEC", "sixty")));
    assertEquals(
        Optional.of(Duration.ofMinutes(1)), Systemd.watchdog(Map.of("WATCHDOG_USEC", "60000000")));
  }

  private TrackerSettings settings() {
    var none = folder.resolve("none.pem");
    return TrackerSettings.of(
        new DeviceId("ambulans-1"),
        folder.resolve("journal"),
        "ssl://127.0.0.1:1",
        new TlsFiles(none, none, none));
  }

  private static void waitFor(CountDownLatch latch) {
    Await.until("the test goes on", LIMIT, () -> latch.getCount() == 0);
  }
}
