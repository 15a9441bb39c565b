package id.pantau.agent;

import static id.pantau.agent.Fixes.fix;
import static id.pantau.agent.Fixes.isPlaceOf;
import static id.pantau.agent.Fixes.panic;
import static id.pantau.agent.Fixes.standing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.journal.JournalSettings;
import id.pantau.agent.motion.ThinningSettings;
import id.pantau.wire.Beat;
import id.pantau.wire.Command;
import id.pantau.wire.CommandResult;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.workbench.Await;
import id.pantau.workbench.FaultyLink;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where the vehicle is now, and who is shown it. */
class ShowingIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static TrackerOffice office;

  @BeforeAll
  static void open() {
    office = TrackerOffice.open("showing");
  }

  @AfterAll
  static void close() {
    office.close();
  }

  private final DeviceId device = office.newDevice();

  /** Nothing is committed or sent because its time has come. */
  private TrackerSettings calm() {
    return office
        .settings(device)
        .withJournal(JournalSettings.DEFAULT.committing(1_000, Duration.ofHours(1)))
        .withThinning(ThinningSettings.DEFAULT)
        .withLiveEvery(Duration.ofMinutes(5))
        .withBatches(10, Duration.ofMinutes(5));
  }

  @Test
  void aFixFromBeforeTheConnectionIsShownWhenItIsThere() {
    try (FakeCollector collector = office.collector();
        FaultyLink link = FaultyLink.to(office.broker().port())) {
      link.cut();
      try (Tracker tracker = Tracker.open(calm().withMqttUri("ssl://127.0.0.1:" + link.port()))) {
        tracker.accept(fix(1));
        tracker.accept(fix(2)); // The thinner keeps it back: it may lie on a straight line.
        link.heal();
        Await.until(
            "the newest is there", LIMIT, () -> collector.byTime().containsKey(fix(2).fixTime()));
      }
    }
  }

  @Test
  void theFirstPositionOfAStartDoesNotWaitForOneLeftByAnEarlierStart() {
    try (Tracker before = Tracker.open(calm().withMqttUri("ssl://127.0.0.1:1"))) {
      before.accept(fix(1));
    }
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(calm())) {
      Await.until(
          "what was left is shown", LIMIT, () -> collector.byTime().containsKey(fix(1).fixTime()));
      tracker.accept(fix(1_000));
      Await.until(
          "so is where it is now",
          LIMIT,
          () -> collector.byTime().containsKey(fix(1_000).fixTime()));
    }
  }

  /** Most of them: this machine may be busy for a moment, an uplink that sleeps is late always. */
  @Test
  void theNewestPositionArrivesWithinThreeTenthsOfASecond() {
    TrackerSettings settings =
        office
            .settings(device)
            .withJournal(JournalSettings.DEFAULT)
            .withBatches(10, Duration.ofSeconds(60));
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(settings)) {
      Await.until("it is connected", LIMIT, tracker::isConnected);
      long[] tookMs = new long[5];
      for (int i = 1; i <= tookMs.length; i++) {
        int second = i;
        long start = System.nanoTime();
        tracker.accept(fix(i));
        Await.until(
            "fix " + i + " arrives", LIMIT, () -> collector.fixes().containsValue(fix(second)));
        tookMs[i - 1] = (System.nanoTime() - start) / 1_000_000;
        Await.until("a second passes", LIMIT, () -> System.nanoTime() - start >= 1_000_000_000L);
      }
      Arrays.sort(tookMs);
      assertTrue(tookMs[tookMs.length / 2] < 300, Arrays.toString(tookMs) + " ms");
    }
  }

  private Tracker sparingTracker(FakeCollector collector, TrackerSettings settings) {
    collector.isSparing();
    Tracker tracker = Tracker.open(settings);
    Await.until("it is connected", LIMIT, tracker::isConnected);
    tracker.accept(panic());
    Await.until("it knows whom it speaks to", LIMIT, () -> tracker.uplink().isSparing());
    return tracker;
  }

  @Test
  void toACollectorThatUnderstandsItTheMapsPositionIsNoRecord() {
    TrackerSettings settings =
        office
            .settings(device)
            .withThinning(ThinningSettings.DEFAULT)
            .withBatches(60, Duration.ofMinutes(10));
    try (FakeCollector collector = office.collector();
        Tracker tracker = sparingTracker(collector, settings)) {
      for (int i = 1; i <= 5; i++) {
        int second = i;
        tracker.accept(fix(i));
        Await.until(
            "second " + i + " is shown",
            LIMIT,
            () -> collector.previews().stream().anyMatch(p -> isPlaceOf(fix(second), p)));
      }
      assertEquals(1, collector.fixes().size() + collector.events().size(), "only the event");
      collector.command(device, "p1", Command.Kind.POSITION_NOW, Map.of());
      Await.until("what waited is sent", LIMIT, () -> collector.fixes().size() >= 2);
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      assertTrue(collector.fixes().containsValue(fix(1)));
      assertTrue(collector.fixes().containsValue(fix(5)));
      assertFalse(collector.fixes().containsValue(fix(3)), "the straight line explains it");
      assertTrue(collector.lanes().stream().noneMatch(lane -> lane.startsWith("LIVE")));
    }
  }

  @Test
  void whatCameBeforeItWasKnownHowToShowItIsShownThen() {
    TrackerSettings settings =
        office
            .settings(device)
            .withThinning(ThinningSettings.DEFAULT)
            .withBatches(60, Duration.ofMinutes(10))
            .withLiveEvery(Duration.ofSeconds(1));
    try (FakeCollector collector = office.collector()) {
      collector.isSparing();
      try (Tracker tracker = Tracker.open(settings)) {
        Await.until("it is connected", LIMIT, tracker::isConnected);
        for (int i = 1; i <= 45; i++) { // faster than any answer, and then nothing more
          tracker.accept(fix(i));
        }
        Await.until(
            "the last one is shown",
            LIMIT,
            () -> collector.previews().stream().anyMatch(p -> isPlaceOf(fix(45), p)));
      }
    }
  }

  @Test
  void whoStandsIsShownWhereItIsHeldAlsoWhenSomebodyAsks() throws InterruptedException {
    var later = new AtomicLong();
    TrackerSettings settings =
        office.settings(device).withTicks(() -> System.nanoTime() + later.get());
    try (FakeCollector collector = office.collector();
        Tracker tracker = sparingTracker(collector, settings)) {
      for (int i = 1; i <= 90; i++) {
        tracker.accept(standing(i));
      }
      assertTrue(tracker.settle(LIMIT), "what it was given it has taken");
      later.addAndGet(2 * TrackerSettings.LIVE_EVERY.toNanos()); // nothing is held back any more
      collector.command(device, "p1", Command.Kind.POSITION_NOW, Map.of());
      assertTrue(collector.awaitResult("p1").text().startsWith(fix(90).fixTime().toString()));
      // What came over this connection before the second answer is here.
      collector.command(device, "p2", Command.Kind.POSITION_NOW, Map.of());
      assertEquals(CommandResult.State.DONE, collector.awaitResult("p2").state());
      Await.until(
          "the place where it is held is recorded",
          LIMIT,
          () -> collector.fixes().values().stream().anyMatch(f -> f.has(Fix.FLAG_HELD)));
      List<Fix> wandering =
          collector.previews().stream()
              .filter(p -> p.fixTime().isAfter(fix(45).fixTime()) && !p.has(Fix.FLAG_HELD))
              .toList();
      assertEquals(List.of(), wandering);
    }
  }

  @Test
  void whoDrivesPrivatelyIsNotShown() {
    try (FakeCollector collector = office.collector();
        Tracker tracker = sparingTracker(collector, office.settings(device))) {
      tracker.accept(fix(1).withFlag(Fix.FLAG_PRIVATE));
      tracker.accept(fix(2).withFlag(Fix.FLAG_PRIVATE));
      Await.until("they are recorded", LIMIT, () -> collector.fixes().size() == 2);
      assertEquals(List.of(), collector.previews());
      DeviceEvent parked =
          new DeviceEvent(EventKind.IGNITION_OFF, fix(3).fixTime(), fix(2).at(), Map.of());
      tracker.accept(parked);
      tracker.accept(panic());
      Await.until("both arrive", LIMIT, () -> collector.events().size() == 3);
      assertEquals(
          List.of(panic(), new DeviceEvent(parked.kind(), parked.time(), null, Map.of()), panic()),
          List.copyOf(new TreeMap<>(collector.events()).values()),
          "where a panic is everybody is told");
    }
  }

  @Test
  void aBeatIsSentOnlyToWhoUnderstandsIt() {
    try (FakeCollector collector = office.collector();
        Tracker tracker = Tracker.open(office.settings(device))) {
      Await.until("it is connected", LIMIT, tracker::isConnected);
      tracker.send(new Beat(1, 50, 9));
      tracker.accept(panic());
      Await.until("it is freed", LIMIT, () -> tracker.depth() == 0);
      assertEquals(List.of(), collector.beats());
      collector.isSparing();
      tracker.accept(panic());
      Await.until("it knows whom it speaks to", LIMIT, () -> tracker.uplink().isSparing());
      tracker.send(new Beat(0, 51, 8));
      Await.until("it beats", LIMIT, () -> collector.beats().equals(List.of(new Beat(0, 51, 8))));
    }
  }
}
