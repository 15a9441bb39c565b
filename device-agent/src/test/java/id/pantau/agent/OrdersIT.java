package id.pantau.agent;

import static id.pantau.agent.Fixes.fix;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.motion.ThinningSettings;
import id.pantau.wire.Command;
import id.pantau.wire.CommandResult;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Topics;
import id.pantau.workbench.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the office asks of a tracker. */
class OrdersIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static TrackerOffice office;

  @BeforeAll
  static void open() {
    office = TrackerOffice.open("orders");
  }

  @AfterAll
  static void close() {
    office.close();
  }

  private final DeviceId device = office.newDevice();

  @Test
  void whoeverLooksSeesEverySecondAndThatEndsByItself() throws InterruptedException {
    try (FakeCollector collector = office.collector();
        Tracker tracker =
            Tracker.open(
                office
                    .settings(device)
                    .withThinning(ThinningSettings.DEFAULT)
                    .withBatches(10, Duration.ofSeconds(1))
                    .withLiveEvery(Duration.ofSeconds(60)))) {
      tracker.accept(fix(1));
      Await.until("it is connected", LIMIT, tracker::isConnected);
      tracker.accept(fix(2));
      Await.until("the first live position", LIMIT, () -> !collector.fixes().isEmpty());
      collector.command(device, "w1", Command.Kind.WATCH, Map.of("seconds", "2"));
      assertEquals(CommandResult.State.DONE, collector.awaitResult("w1").state());
      long begin = System.nanoTime();
      for (int i = 10; i < 13; i++) {
        int second = i;
        tracker.accept(fix(i));
        Await.until(
            "second " + i + " is shown",
            LIMIT,
            () -> collector.fixes().values().stream().anyMatch(fix(second)::equals));
      }
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(20).toNanos());
      Await.until("the watch is over", LIMIT, () -> System.nanoTime() - begin > 2_500_000_000L);
      tracker.accept(fix(20));
      tracker.accept(fix(21)); // explained by the straight line, and nobody looks
      assertTrue(tracker.settle(LIMIT), "what it was given it has taken");
      collector.command(device, "p1", Command.Kind.POSITION_NOW, Map.of());
      String told = collector.awaitResult("p1").text();
      assertTrue(told.startsWith(fix(21).fixTime().toString()), told);
      Await.until(
          "it is recorded too",
          LIMIT,
          () -> collector.fixes().values().stream().anyMatch(fix(21)::equals));
      assertFalse(collector.fixes().containsValue(fix(20)), collector.fixes().toString());
    }
  }

  @Test
  void whatTheOfficeHasLostIsSentAgain() {
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(office.settings(device))) {
      for (int i = 1; i <= 100; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all are freed", LIMIT, () -> collector.byTime().size() == 100);
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      collector.fixes().clear();
      collector.command(
          device, "r1", Command.Kind.RESEND, Map.of("from", fix(41).fixTime().toString()));
      CommandResult result = collector.awaitResult("r1");
      assertTrue(result.text().startsWith("60 "), result.toString());
      Await.until("they come again", LIMIT, () -> collector.fixes().size() == 60);
      assertEquals(fix(41), collector.fixes().values().iterator().next());
      Await.until("all are freed again", LIMIT, () -> tracker.depth() == 0);
    }
  }

  @Test
  void aCommandThatCannotBeIsRefusedInWordsAndOneThatCameTwiceIsDoneOnce() {
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(office.settings(device))) {
      Await.until("it is connected", LIMIT, tracker::isConnected);
      collector.publish(Topics.down(device, Topics.Down.COMMAND), new byte[] {1, 2, 3});
      collector.command(device, "a", Command.Kind.WATCH, Map.of("seconds", "86400"));
      collector.command(device, "b", Command.Kind.WATCH, Map.of());
      collector.command(device, "c", Command.Kind.RESEND, Map.of("from", "kemarin"));
      collector.command(device, "d", Command.Kind.RESTART, Map.of());
      collector.command(device, "e", Command.Kind.POSITION_NOW, Map.of());
      collector.command(device, "e", Command.Kind.POSITION_NOW, Map.of());
      collector.command(device, "f", Command.Kind.POSITION_NOW, Map.of());
      collector.awaitResult("f");
      for (String id : List.of("a", "b", "c", "d")) {
        CommandResult result = collector.awaitResult(id);
        assertEquals(CommandResult.State.REFUSED, result.state(), result.toString());
        assertFalse(result.text().isBlank());
      }
      assertEquals(6, collector.results().size(), collector.results().toString());
      assertTrue(tracker.isConnected());
    }
  }
}
