package id.pantau.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.journal.CommitLedger;
import id.pantau.agent.journal.Journal;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventCodec;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.PreviewCodec;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.workbench.Await;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When what goes to a collector that understands previews, in a time of the test's own. */
class SparingUplinkTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration BATCH_AFTER = Duration.ofMinutes(10);
  private static final DeviceId DEVICE = new DeviceId("ambulans-1");
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private static final int SEGMENT_HEAD_BYTES = 24;

  private final Path folder = TestFolder.create("sparing-uplink");
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong turns = new AtomicLong();
  private final Network network = new Network();
  private Journal journal;
  private Uplink uplink;

  private record Sent(Topics.Up lane, byte[] payload, boolean confirmed) {}

  /** Takes everything, confirms it, and names nothing by itself. */
  private static final class Network implements Link {
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile Listener listener;

    @Override
    public Limits open(Listener to) {
      listener = to;
      return new Limits(20, 100_000);
    }

    @Override
    public void publish(String topic, byte[] payload, boolean confirmed) {
      sent.add(new Sent(Topics.findSource(topic).orElseThrow().lane(), payload, confirmed));
      if (confirmed) {
        listener.confirmed();
      }
    }

    @Override
    public void close() {}

    List<Sent> of(Topics.Up lane) {
      return sent.stream().filter(each -> each.lane() == lane).toList();
    }
  }

  @BeforeEach
  void open() {
    start(BATCH_AFTER);
    happen(EventKind.BOOT);
    Await.until("the start is told", LIMIT, () -> network.of(Topics.Up.EVENT).size() == 1);
    name(Ack.SPARING_DIALECT);
    Await.until("it knows whom it speaks to", LIMIT, () -> uplink.isSparing());
  }

  private void start(Duration batchAfter) {
    journal = Journal.open(folder.resolve("j"), JournalSettings.DEFAULT, CommitLedger.NONE);
    uplink =
        new Uplink(
            new UplinkSettings(
                DEVICE, "ssl://127.0.0.1:1", Optional.empty(), 60, batchAfter, ticks::get),
            journal,
            new Quarantine(folder.resolve("quarantine")),
            Duration.ofSeconds(15),
            (lane, payload) -> {},
            new Outside(() -> network, Set::of));
    uplink.onTurn(turns::incrementAndGet);
    uplink.start();
    Await.until("it is connected", LIMIT, uplink::isConnected);
  }

  /** The same journal, and nothing that was only in memory. */
  private void restart(Duration batchAfter) {
    close();
    network.sent.clear();
    start(batchAfter);
  }

  @AfterEach
  void close() {
    uplink.close();
    journal.close();
  }

  private void happen(EventKind kind) {
    journal.append(new DeviceEvent(kind, START, null, Map.of()));
    journal.commit();
  }

  private static Fix fix(int second) {
    return TrackCodec.rounded(
        new Fix(
            START.plusSeconds(second),
            new LatLon(-8.65 + second * 1e-4, 116.535),
            Fix.Mode.FIX_3D,
            11,
            0,
            100,
            0.9,
            9,
            0));
  }

  private void record(int second) {
    journal.append(fix(second));
    journal.commit();
  }

  /** The collector has committed all that there is. */
  private void name(int dialect) {
    name(new SeqRange(1, 10_000), dialect);
  }

  private void name(SeqRange committed, int dialect) {
    var ack = new Ack(journal.epoch(), List.of(committed), dialect);
    network.listener.message(Topics.down(DEVICE, Topics.Down.ACK), AckCodec.encode(ack));
  }

  /** Time passes in steps, each with all that comes of it. */
  private void pass(Duration time) {
    long until = ticks.get() + time.toNanos();
    while (ticks.get() < until) {
      ticks.set(Math.min(until, ticks.get() + Duration.ofSeconds(5).toNanos()));
      turn();
    }
  }

  /** Two turns of its loop: what the first one heard, the second one acts on. */
  private void turn() {
    long until = turns.get() + 3;
    while (turns.get() < until) {
      uplink.liveEvery(Duration.ofSeconds(15)); // wakes it
      Thread.onSpinWait();
    }
  }

  private static TrackBatch track(Sent sent) {
    return ((Decoded.Good<TrackBatch>) TrackCodec.decode(sent.payload())).value();
  }

  private static NumberedEvent event(Sent sent) {
    return ((Decoded.Good<NumberedEvent>) EventCodec.decode(sent.payload())).value();
  }

  @Test
  void recordsOnTheRoadWaitForEachOtherAndThenAskForAnAnswer() {
    record(1);
    pass(Duration.ofMinutes(5));
    record(2);
    pass(Duration.ofMinutes(4));
    assertEquals(0, network.of(Topics.Up.TRACK).size());
    pass(Duration.ofSeconds(65)); // not so long that it goes again
    assertEquals(1, network.of(Topics.Up.TRACK).size());
    TrackBatch batch = track(network.of(Topics.Up.TRACK).getFirst());
    assertEquals(2, batch.records().size());
    assertFalse(batch.answerLater());
    name(Ack.SPARING_DIALECT);
    Await.until("they are freed", LIMIT, () -> journal.depth() == 0);
  }

  /** Reading means to sum up a whole file, and it would be done every second. */
  @Test
  void whatWaitsIsCountedAndReadOnlyWhenItsTimeHasCome() throws IOException {
    record(1);
    garble();
    pass(Duration.ofMinutes(9));
    assertEquals(1, journal.depth(), "nobody has looked");
    pass(Duration.ofSeconds(65));
    Await.until("it is found to be lost", LIMIT, () -> journal.depth() == 0);
    assertEquals(0, network.of(Topics.Up.TRACK).size());
  }

  /** As a card that forgets. */
  private void garble() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("j"))) {
      for (Path each : files.filter(file -> file.toString().endsWith(".seg")).toList()) {
        byte[] bytes = Files.readAllBytes(each);
        for (int i = SEGMENT_HEAD_BYTES; i < bytes.length; i++) {
          bytes[i] ^= 1;
        }
        Files.write(each, bytes, StandardOpenOption.WRITE);
      }
    }
  }

  @Test
  void anEventIsToldAtOnceAndItsAnswerMayWaitButNotForEver() {
    happen(EventKind.IGNITION_ON);
    Await.until("it is told", LIMIT, () -> network.of(Topics.Up.EVENT).size() == 2);
    assertTrue(event(network.of(Topics.Up.EVENT).get(1)).answerLater());
    pass(BATCH_AFTER);
    assertEquals(2, network.of(Topics.Up.EVENT).size());
    pass(Duration.ofSeconds(65));
    assertEquals(3, network.of(Topics.Up.EVENT).size(), "nobody named it, so it goes again");
    assertFalse(event(network.of(Topics.Up.EVENT).get(2)).answerLater(), "and asks");
    assertEquals(1, journal.depth());
  }

  @Test
  void whereBatchesAreQuickAnEventAfterTheLastOfThemAsksSoon() {
    restart(Duration.ofSeconds(5));
    name(Ack.SPARING_DIALECT);
    Await.until("it knows whom it speaks to", LIMIT, () -> uplink.isSparing());
    happen(EventKind.FIX_LOST);
    Await.until("it is told", LIMIT, () -> network.of(Topics.Up.EVENT).size() == 1);
    assertTrue(event(network.of(Topics.Up.EVENT).getFirst()).answerLater());
    pass(Duration.ofSeconds(5));
    assertEquals(1, network.of(Topics.Up.EVENT).size(), "the next batch could still ask");
    pass(Duration.ofSeconds(5));
    assertEquals(2, network.of(Topics.Up.EVENT).size(), "no batch comes any more");
    assertFalse(event(network.of(Topics.Up.EVENT).get(1)).answerLater());
  }

  @Test
  void aCollectorThatHasForgottenWhatItOwesIsAsked() {
    happen(EventKind.IGNITION_ON);
    Await.until("it is told", LIMIT, () -> network.of(Topics.Up.EVENT).size() == 2);
    record(1);
    turn();
    pass(BATCH_AFTER);
    long batch = track(network.of(Topics.Up.TRACK).getFirst()).records().getFirst().seq();
    name(new SeqRange(batch, batch), Ack.SPARING_DIALECT);
    Await.until("the batch is freed", LIMIT, () -> journal.depth() == 1);
    assertEquals(2, network.of(Topics.Up.EVENT).size());
    pass(Duration.ofSeconds(65));
    assertEquals(3, network.of(Topics.Up.EVENT).size());
    assertFalse(event(network.of(Topics.Up.EVENT).get(2)).answerLater());
    name(Ack.SPARING_DIALECT);
    Await.until("the event is freed", LIMIT, () -> journal.depth() == 0);
  }

  @Test
  void aTrackerThatStartsAgainAsksAtOnceForWhatItWouldHaveWaitedFor() {
    happen(EventKind.IGNITION_ON);
    Await.until("it is told", LIMIT, () -> network.of(Topics.Up.EVENT).size() == 2);
    restart(BATCH_AFTER);
    Await.until("it is told again", LIMIT, () -> network.of(Topics.Up.EVENT).size() == 1);
    assertFalse(event(network.of(Topics.Up.EVENT).getFirst()).answerLater());
  }

  @Test
  void whatMayBeTheLastWordTakesAllThatWaitsWithIt() {
    record(1);
    turn();
    assertEquals(0, network.of(Topics.Up.TRACK).size());
    happen(EventKind.HARSH_BRAKING);
    Await.until("the way to it is told", LIMIT, () -> network.of(Topics.Up.TRACK).size() == 1);
    assertFalse(event(network.of(Topics.Up.EVENT).get(1)).answerLater());
  }

  @Test
  void aVehicleThatRestsSendsItsRecordsAfterHoursOrWithTheFirstOfTheNextDrive() {
    uplink.rest(true);
    record(1);
    pass(Duration.ofHours(1));
    assertEquals(0, network.of(Topics.Up.TRACK).size());
    uplink.rest(false);
    record(2);
    pass(Duration.ofMinutes(9));
    assertEquals(0, network.of(Topics.Up.TRACK).size());
    pass(Duration.ofMinutes(2));
    assertEquals(2, track(network.of(Topics.Up.TRACK).getFirst()).records().size());
  }

  @Test
  void previewsAreShortUnconfirmedAndNoRecordsAndNowAndThenOneIsWholeAndConfirmed() {
    for (int i = 0; i < 40; i++) {
      uplink.preview(fix(15 * i));
      pass(Duration.ofSeconds(15));
    }
    List<Sent> previews = network.of(Topics.Up.PREVIEW);
    assertEquals(40, previews.size());
    assertEquals(PreviewCodec.WHOLE_BYTES, previews.getFirst().payload().length);
    long whole =
        previews.stream().filter(p -> p.payload().length == PreviewCodec.WHOLE_BYTES).count();
    assertTrue(whole >= 3 && whole <= 5, whole + " whole ones in ten minutes");
    assertEquals(whole, previews.stream().filter(Sent::confirmed).count());
    assertEquals(0, journal.depth());
    assertEquals(0, network.of(Topics.Up.TRACK).size() + network.of(Topics.Up.LIVE).size());
  }

  @Test
  void aCollectorOfBeforeGetsWhatItUnderstands() {
    name(Ack.FIRST_DIALECT);
    Await.until("it knows whom it speaks to", LIMIT, () -> !uplink.isSparing());
    uplink.sendBeat(new byte[] {1});
    uplink.preview(fix(1));
    record(1);
    Await.until("it goes as it went", LIMIT, () -> network.of(Topics.Up.LIVE).size() == 1);
    assertEquals(0, network.of(Topics.Up.PREVIEW).size() + network.of(Topics.Up.BEAT).size());
    happen(EventKind.IGNITION_ON);
    Await.until("it is told", LIMIT, () -> network.of(Topics.Up.EVENT).size() == 2);
    assertFalse(event(network.of(Topics.Up.EVENT).get(1)).answerLater());
  }
}
