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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
      throw new LinkException("no network", new IllegalStateException("in this test"));
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
        Uplink uplink = uplink(journal, link)) {
      uplink.onTurn(turns::incrementAndGet);
      uplink.start();
      assertTrue(link.entered.await(20, TimeUnit.SECONDS));
      assertEquals(1, turns.get());
      link.mayGoOn.countDown();
      Await.until("it waits for the next attempt", LIMIT, () -> turns.get() > 3);
    }
  }

  private Uplink uplink(Journal journal, Link link) {
    return new Uplink(
        new UplinkSettings(
            new DeviceId("ambulans-1"),
            "ssl://127.0.0.1:1",
            Optional.empty(),
            10,
            Duration.ofSeconds(1),
            System::nanoTime),
        journal,
        new Quarantine(folder.resolve("quarantine")),
        Duration.ofSeconds(1),
        (lane, payload) -> {},
        () -> link);
  }
}
