package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.driving.DrivingSettings;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.agent.motion.ThinningSettings;
import id.pantau.wire.Beat;
import id.pantau.wire.Command;
import id.pantau.wire.CommandCodec;
import id.pantau.wire.CommandResult;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackCodec;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.FaultyLink;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a fix to a record that the collector has named, over a real broker with certificates. */
class TrackerIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");
  private static final AtomicInteger DEVICES = new AtomicInteger();

  private static Path folder;
  private static CertificateAuthority authority;
  private static Credentials collectorFiles;
  private static PrivateBroker broker;

  @BeforeAll
  static void startBroker() {
    folder = TestFolder.create("tracker");
    authority = CertificateAuthority.create(folder.resolve("ca"), InstantSource.system());
    collectorFiles = authority.client("collector");
    broker = PrivateBroker.start(folder.resolve("broker"), authority);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private final DeviceId device = new DeviceId("pantau-" + DEVICES.incrementAndGet());

  private TrackerSettings settings() {
    Credentials own = authority.device(device);
    return TrackerSettings.of(
            device,
            folder.resolve(device.value()),
            broker.uri(),
            new TlsFiles(authority.certificateFile(), own.certificateFile(), own.keyFile()))
        .withoutThinning()
        .withoutDriving()
        .withJournal(JournalSettings.DEFAULT.committing(5, Duration.ofMillis(100)))
        .withBatches(10, Duration.ofMillis(300))
        .withLiveEvery(Duration.ofSeconds(1));
  }

  private FakeCollector collector() {
    return FakeCollector.connect(broker, authority.sslContext(collectorFiles));
  }

  private static Fix fix(int second) {
    return TrackCodec.rounded(
        new Fix(
            Instant.parse("2026-11-21T00:00:00Z").plusSeconds(second),
            new LatLon(-8.65 + second * 1e-4, 116.535),
            Fix.Mode.FIX_3D,
            11,
            0,
            100,
            0.9,
            9,
            0));
  }

  private static DeviceEvent panic() {
    return new DeviceEvent(EventKind.PANIC, fix(1).fixTime(), fix(1).at(), Map.of());
  }

  private static Map<Instant, Fix> byTime(FakeCollector collector) {
    return collector.fixes().values().stream().collect(Collectors.toMap(Fix::fixTime, f -> f));
  }

  @Test
  void everyFixArrivesAsItWasAndIsFreedWhenNamed() {
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings())) {
      for (int i = 1; i <= 200; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all arrive", LIMIT, () -> collector.fixes().size() == 200);
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      Map<Instant, Fix> arrived = byTime(collector);
      for (int i = 1; i <= 200; i++) {
        assertEquals(fix(i), arrived.get(fix(i).fixTime()));
      }
      assertEquals(tracker.epoch(), collector.epoch());
    }
  }

  @Test
  void keepsEverythingUntilTheCollectorNamesIt() {
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings())) {
      collector.answers(false);
      for (int i = 1; i <= 30; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all arrive", LIMIT, () -> collector.fixes().size() == 30);
      // The broker has confirmed them all by now; that frees nothing.
      assertEquals(30, tracker.depth());
      collector.acknowledge(device, tracker.epoch() + 1, List.of(new SeqRange(1, 1_000)));
      collector.acknowledge(device, tracker.epoch(), List.of(new SeqRange(1, 10)));
      Await.until("the named are freed", LIMIT, () -> tracker.depth() == 20);
      collector.acknowledge(device, tracker.epoch(), List.of(new SeqRange(1, 1_000)));
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
    }
  }

  @Test
  void sendsAgainAfterARestartWhatWasNotNamed() {
    try (FakeCollector collector = collector()) {
      collector.answers(false);
      try (Tracker tracker = Tracker.open(settings())) {
        for (int i = 1; i <= 30; i++) {
          tracker.accept(fix(i));
        }
        Await.until("all arrive", LIMIT, () -> collector.fixes().size() == 30);
      }
      collector.answers(true);
      try (Tracker again = Tracker.open(settings())) {
        Await.until("all are freed", LIMIT, () -> again.depth() == 0);
        assertEquals(30, collector.fixes().size(), "under the same numbers");
        assertTrue(collector.doubles() >= 30);
      }
    }
  }

  @Test
  void losesNothingWhenTheBrokerIsKilled() {
    try (PrivateBroker own = PrivateBroker.start(folder.resolve("broker-2"), authority)) {
      TrackerSettings there = settings().withMqttUri(own.uri());
      try (Tracker tracker = Tracker.open(there)) {
        int second = 0;
        for (int kill = 0; kill < 3; kill++) {
          try (FakeCollector collector =
              FakeCollector.connect(own, authority.sslContext(collectorFiles))) {
            for (int i = 0; i < 50; i++) {
              tracker.accept(fix(++second));
            }
            Await.until("something arrives", LIMIT, () -> !collector.fixes().isEmpty());
            for (int i = 0; i < 50; i++) {
              tracker.accept(fix(++second));
            }
          }
          own.kill9();
          own.restart();
        }
        try (FakeCollector collector =
            FakeCollector.connect(own, authority.sslContext(collectorFiles))) {
          Await.until("all are freed", Duration.ofSeconds(60), () -> tracker.depth() == 0);
        }
      }
    }
  }

  @Test
  void tellsTheNewestPositionFirstWhenABacklogWaits() {
    TrackerSettings settings = settings();
    try (Tracker tracker = Tracker.open(settings.withMqttUri("ssl://127.0.0.1:1"))) {
      for (int i = 1; i <= 3_000; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all are committed", LIMIT, () -> tracker.depth() == 3_000);
    }
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings)) {
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      assertEquals("LIVE 1", collector.lanes().getFirst());
      assertEquals(3_000, collector.fixes().size());
      assertTrue(collector.lanes().size() < 40, "a backlog travels in large pieces");
    }
  }

  /** A village at the edge of the network: 64 kbit/s, and three packets in ten are lost. */
  @Test
  void aSlowAndLossyNetworkIsUsedAndNotFlooded() {
    int records = 500;
    TrackerSettings settings = settings();
    try (Tracker tracker = Tracker.open(settings.withMqttUri("ssl://127.0.0.1:1"))) {
      for (int i = 1; i <= records; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all are committed", LIMIT, () -> tracker.depth() == records);
    }
    try (FakeCollector collector = collector();
        FaultyLink link = FaultyLink.to(broker.port())) {
      link.slow(new FaultyLink.Slowness(8_000, 0.3, Duration.ofMillis(200)));
      try (Tracker tracker = Tracker.open(settings.withMqttUri("ssl://127.0.0.1:" + link.port()))) {
        Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
        assertEquals(records, collector.fixes().size());
        // 8 bytes a record and 5 kB for the connection; sent twice it would be more.
        assertTrue(link.bytesUp() < 2 * (8 * records + 5_000), "bytes " + link.bytesUp());
      }
    }
  }

  /** Nothing is committed or sent because its time has come. */
  private TrackerSettings calm() {
    return settings()
        .withJournal(JournalSettings.DEFAULT.committing(1_000, Duration.ofHours(1)))
        .withThinning(ThinningSettings.DEFAULT)
        .withLiveEvery(Duration.ofMinutes(5))
        .withBatches(10, Duration.ofMinutes(5));
  }

  @Test
  void aFixFromBeforeTheConnectionIsShownWhenItIsThere() {
    try (FakeCollector collector = collector();
        FaultyLink link = FaultyLink.to(broker.port())) {
      link.cut();
      try (Tracker tracker = Tracker.open(calm().withMqttUri("ssl://127.0.0.1:" + link.port()))) {
        tracker.accept(fix(1));
        tracker.accept(fix(2)); // The thinner keeps it back: it may lie on a straight line.
        link.heal();
        Await.until(
            "the newest is there", LIMIT, () -> byTime(collector).containsKey(fix(2).fixTime()));
      }
    }
  }

  @Test
  void theFirstPositionOfAStartDoesNotWaitForOneLeftByAnEarlierStart() {
    try (Tracker before = Tracker.open(calm().withMqttUri("ssl://127.0.0.1:1"))) {
      before.accept(fix(1));
    }
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(calm())) {
      Await.until(
          "what was left is shown", LIMIT, () -> byTime(collector).containsKey(fix(1).fixTime()));
      tracker.accept(fix(1_000));
      Await.until(
          "so is where it is now",
          LIMIT,
          () -> byTime(collector).containsKey(fix(1_000).fixTime()));
    }
  }

  @Test
  void anEventOvertakesTheBacklogAndIsCommittedAtOnce() {
    TrackerSettings settings =
        settings().withJournal(JournalSettings.DEFAULT.committing(1_000, Duration.ofHours(1)));
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings.withLiveEvery(Duration.ofHours(1)))) {
      Await.until("it is connected", LIMIT, tracker::isConnected);
      tracker.accept(panic());
      Await.until("the event arrives", LIMIT, () -> collector.events().containsValue(panic()));
      Await.until("it is freed", LIMIT, () -> tracker.depth() == 0);
    }
  }

  /** Most of them: this machine may be busy for a moment, an uplink that sleeps is late always. */
  @Test
  void theNewestPositionArrivesWithinThreeTenthsOfASecond() {
    TrackerSettings settings =
        settings().withJournal(JournalSettings.DEFAULT).withBatches(10, Duration.ofSeconds(60));
    try (FakeCollector collector = collector();
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

  @Test
  void aStrangerIsRefusedAndTheTrackerKeepsRecording() {
    Path other = TestFolder.create("other-ca");
    CertificateAuthority stranger = CertificateAuthority.create(other, InstantSource.system());
    Credentials own = stranger.device(device);
    TrackerSettings settings =
        TrackerSettings.of(
            device,
            folder.resolve(device.value()),
            broker.uri(),
            new TlsFiles(authority.certificateFile(), own.certificateFile(), own.keyFile()));
    try (Tracker tracker = Tracker.open(settings.withoutThinning().withoutDriving())) {
      for (int i = 1; i <= 20; i++) {
        tracker.accept(fix(i));
      }
      Await.until("they are committed", LIMIT, () -> tracker.depth() == 20);
      assertFalse(tracker.isConnected());
    }
  }

  @Test
  void whatADriverDoesIsToldWithTheFixes() {
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings().withDriving(DrivingSettings.DEFAULT))) {
      for (int i = 1; i <= 10; i++) {
        tracker.accept(fix(i));
      }
      Await.until(
          "the trip is told",
          LIMIT,
          () ->
              collector.events().values().stream()
                  .anyMatch(event -> event.kind() == EventKind.TRIP_START));
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      assertEquals(10, collector.fixes().size());
    }
  }

  private void command(
      FakeCollector collector, String id, Command.Kind kind, Map<String, String> arguments) {
    collector.publish(
        Topics.down(device, Topics.Down.COMMAND),
        CommandCodec.encode(new Command(id, kind, LATE, arguments)));
  }

  private static CommandResult awaitResult(FakeCollector collector, String id) {
    Await.until(
        "command " + id + " is answered",
        LIMIT,
        () -> collector.results().stream().anyMatch(result -> result.commandId().equals(id)));
    return collector.results().stream()
        .filter(result -> result.commandId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoeverLooksSeesEverySecondAndThatEndsByItself() throws InterruptedException {
    try (FakeCollector collector = collector();
        Tracker tracker =
            Tracker.open(
                settings()
                    .withThinning(ThinningSettings.DEFAULT)
                    .withBatches(10, Duration.ofSeconds(1))
                    .withLiveEvery(Duration.ofSeconds(60)))) {
      tracker.accept(fix(1));
      Await.until("it is connected", LIMIT, tracker::isConnected);
      tracker.accept(fix(2));
      Await.until("the first live position", LIMIT, () -> !collector.fixes().isEmpty());
      command(collector, "w1", Command.Kind.WATCH, Map.of("seconds", "2"));
      assertEquals(CommandResult.State.DONE, awaitResult(collector, "w1").state());
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
      command(collector, "p1", Command.Kind.POSITION_NOW, Map.of());
      String told = awaitResult(collector, "p1").text();
      assertTrue(told.startsWith(fix(21).fixTime().toString()), told);
      Await.until(
          "it is recorded too",
          LIMIT,
          () -> collector.fixes().values().stream().anyMatch(fix(21)::equals));
      assertFalse(collector.fixes().containsValue(fix(20)), collector.fixes().toString());
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
        settings().withThinning(ThinningSettings.DEFAULT).withBatches(60, Duration.ofMinutes(10));
    try (FakeCollector collector = collector();
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
      command(collector, "p1", Command.Kind.POSITION_NOW, Map.of());
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
        settings()
            .withThinning(ThinningSettings.DEFAULT)
            .withBatches(60, Duration.ofMinutes(10))
            .withLiveEvery(Duration.ofSeconds(1));
    try (FakeCollector collector = collector()) {
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

  /** At one place, but for the metres by which a receiver wanders. */
  private static Fix standing(int second) {
    return TrackCodec.rounded(
        new Fix(
            fix(second).fixTime(),
            new LatLon(-8.65 + second % 3 * 1e-5, 116.535),
            Fix.Mode.FIX_3D,
            0.2,
            Double.NaN,
            100,
            0.9,
            9,
            0));
  }

  @Test
  void whoStandsIsShownWhereItIsHeldAlsoWhenSomebodyAsks() throws InterruptedException {
    var later = new AtomicLong();
    TrackerSettings settings = settings().withTicks(() -> System.nanoTime() + later.get());
    try (FakeCollector collector = collector();
        Tracker tracker = sparingTracker(collector, settings)) {
      for (int i = 1; i <= 90; i++) {
        tracker.accept(standing(i));
      }
      assertTrue(tracker.settle(LIMIT), "what it was given it has taken");
      later.addAndGet(2 * TrackerSettings.LIVE_EVERY.toNanos()); // nothing is held back any more
      command(collector, "p1", Command.Kind.POSITION_NOW, Map.of());
      assertTrue(awaitResult(collector, "p1").text().startsWith(fix(90).fixTime().toString()));
      // What came over this connection before the second answer is here.
      command(collector, "p2", Command.Kind.POSITION_NOW, Map.of());
      assertEquals(CommandResult.State.DONE, awaitResult(collector, "p2").state());
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

  private static boolean isPlaceOf(Fix fix, Fix preview) {
    return preview.fixTime().equals(fix.fixTime())
        && preview.at().equals(fix.at())
        && preview.speedMs() == fix.speedMs()
        && preview.courseDeg() == fix.courseDeg();
  }

  @Test
  void whoDrivesPrivatelyIsNotShown() {
    try (FakeCollector collector = collector();
        Tracker tracker = sparingTracker(collector, settings())) {
      tracker.accept(fix(1).withFlag(Fix.FLAG_PRIVATE));
      tracker.accept(fix(2).withFlag(Fix.FLAG_PRIVATE));
      Await.until("they are recorded", LIMIT, () -> collector.fixes().size() == 2);
      assertEquals(List.of(), collector.previews());
    }
  }

  @Test
  void aBeatIsSentOnlyToWhoUnderstandsIt() {
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings())) {
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

  @Test
  void whatTheOfficeHasLostIsSentAgain() {
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings())) {
      for (int i = 1; i <= 100; i++) {
        tracker.accept(fix(i));
      }
      Await.until("all are freed", LIMIT, () -> byTime(collector).size() == 100);
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
      collector.fixes().clear();
      command(collector, "r1", Command.Kind.RESEND, Map.of("from", fix(41).fixTime().toString()));
      CommandResult result = awaitResult(collector, "r1");
      assertTrue(result.text().startsWith("60 "), result.toString());
      Await.until("they come again", LIMIT, () -> collector.fixes().size() == 60);
      assertEquals(fix(41), collector.fixes().values().iterator().next());
      Await.until("all are freed again", LIMIT, () -> tracker.depth() == 0);
    }
  }

  @Test
  void aCommandThatCannotBeIsRefusedInWordsAndOneThatCameTwiceIsDoneOnce() {
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings())) {
      Await.until("it is connected", LIMIT, tracker::isConnected);
      collector.publish(Topics.down(device, Topics.Down.COMMAND), new byte[] {1, 2, 3});
      command(collector, "a", Command.Kind.WATCH, Map.of("seconds", "86400"));
      command(collector, "b", Command.Kind.WATCH, Map.of());
      command(collector, "c", Command.Kind.RESEND, Map.of("from", "kemarin"));
      command(collector, "d", Command.Kind.RESTART, Map.of());
      command(collector, "e", Command.Kind.POSITION_NOW, Map.of());
      command(collector, "e", Command.Kind.POSITION_NOW, Map.of());
      command(collector, "f", Command.Kind.POSITION_NOW, Map.of());
      awaitResult(collector, "f");
      for (String id : List.of("a", "b", "c", "d")) {
        CommandResult result = awaitResult(collector, id);
        assertEquals(CommandResult.State.REFUSED, result.state(), result.toString());
        assertFalse(result.text().isBlank());
      }
      assertEquals(6, collector.results().size(), collector.results().toString());
      assertTrue(tracker.isConnected());
    }
  }

  @Test
  void aRevokedTrackerIsRefusedAndLosesNothing() {
    Credentials lost = authority.device(device);
    authority.revoke(lost);
    TrackerSettings settings = settings();
    var revoked = new TlsFiles(authority.certificateFile(), lost.certificateFile(), lost.keyFile());
    try (PrivateBroker strict = PrivateBroker.start(folder.resolve("strict"), authority)) {
      TrackerSettings there =
          TrackerSettings.of(device, settings.journalFolder(), strict.uri(), revoked)
              .withoutThinning()
              .withoutDriving()
              .withJournal(JournalSettings.DEFAULT.committing(5, Duration.ofMillis(100)));
      try (Tracker tracker = Tracker.open(there)) {
        for (int i = 1; i <= 20; i++) {
          tracker.accept(fix(i));
        }
        Await.until("they are committed", LIMIT, () -> tracker.depth() == 20);
        assertFalse(tracker.isConnected());
      }
    }
    // The technician gives it another certificate.
    try (FakeCollector collector = collector();
        Tracker tracker = Tracker.open(settings())) {
      Await.until("nothing was lost", LIMIT, () -> byTime(collector).size() == 20);
      Await.until("all are freed", LIMIT, () -> tracker.depth() == 0);
    }
  }
}
