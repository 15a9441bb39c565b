package id.pantau.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.journal.CommitLedger;
import id.pantau.agent.journal.Journal;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.wire.DeviceId;
import id.pantau.workbench.Await;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What the watchdog sees of the uplink. */
class UplinkTurnsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder = TestFolder.create("uplink-turns");
  private final AtomicInteger turns = new AtomicInteger();

  /** A network that hangs until the test lets go, and then is absent. */
  private static final class Hanging implements Link {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @Override
    public Limits open(Listener listener) throws LinkException {
      entered.countDown();
      Await.until("the test goes on", LIMIT, () -> mayGoOn.getCount() == 0);
      throw new LinkException(
          Fault.ABSENT, "no network", new IllegalStateException("in this test"));
    }

    @Override
    public void publish(String topic, byte[] payload, boolean confirmed) {}

    @Override
    public void close() {}
  }

  @Test
  void stopsWhileTheNetworkHangsAndGoesOnWhenItIsMerelyAbsent() throws InterruptedException {
    var link = new Hanging();
    try (Journal journal =
            Journal.open(folder.resolve("journal"), JournalSettings.DEFAULT, CommitLedger.NONE);
        Uplink uplink = uplink(journal, new Outside(() -> link, Set::of), System::nanoTime)) {
      uplink.onTurn(turns::incrementAndGet);
      uplink.start();
      assertTrue(link.entered.await(20, TimeUnit.SECONDS));
      assertEquals(1, turns.get());
      link.mayGoOn.countDown();
      Await.until("it waits for the next attempt", LIMIT, () -> turns.get() > 3);
    }
  }

  /** Time does not pass here, so that nothing but the new route can end the wait. */
  @Test
  void aModemThatIsBackIsTriedAtOnce() {
    var attempts = new AtomicInteger();
    var routes = new AtomicReference<>(Set.of("eth0 0100A8C0"));
    var outside =
        new Outside(
            () -> {
              attempts.incrementAndGet();
              return new Absent();
            },
            routes::get);
    try (Journal journal =
            Journal.open(folder.resolve("journal"), JournalSettings.DEFAULT, CommitLedger.NONE);
        Uplink uplink = uplink(journal, outside, () -> 0)) {
      uplink.onTurn(turns::incrementAndGet);
      uplink.start();
      Await.until("it waits", LIMIT, () -> turns.get() > 1);
      assertEquals(1, attempts.get());
      routes.set(Set.of("eth0 0100A8C0", "wwan0 0100A8C0"));
      Await.until("the other way is tried", LIMIT, () -> attempts.get() == 2);
      routes.set(Set.of());
      int before = turns.get();
      Await.until("that there is none is seen", LIMIT, () -> turns.get() > before + 1);
      routes.set(Set.of("wwan0 0100A8C0"));
      Await.until("the same way is tried anew", LIMIT, () -> attempts.get() == 3);
    }
  }

  private static final class Absent implements Link {
    @Override
    public Limits open(Listener listener) throws LinkException {
      throw new LinkException(
          Fault.ABSENT, "no network", new IllegalStateException("in this test"));
    }

    @Override
    public void publish(String topic, byte[] payload, boolean confirmed) {}

    @Override
    public void close() {}
  }

  private Uplink uplink(Journal journal, Outside outside, LongSupplier ticks) {
    return new Uplink(
        new UplinkSettings(
            new DeviceId("ambulans-1"),
            "ssl://127.0.0.1:1",
            Optional.empty(),
            10,
            Duration.ofSeconds(1),
            ticks),
        journal,
        new Quarantine(folder.resolve("quarantine")),
        Duration.ofSeconds(1),
        (lane, payload) -> {},
        outside);
  }
}
