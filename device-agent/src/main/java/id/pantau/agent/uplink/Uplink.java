package id.pantau.agent.uplink;

import id.pantau.agent.journal.Entry;
import id.pantau.agent.journal.Journal;
import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.EventCodec;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.PreviewCodec;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the journal has committed until the collector names it.
 *
 * <p>Events first, then where the vehicle is now, then the rest in order. Its thread owns
 * everything here; others hand over through {@code inputs}.
 *
 * <p>To a collector that understands it (see {@link Ack#SPARING_DIALECT}) it speaks sparingly: the
 * map's position is a preview and no record, and records wait for each other.
 */
public final class Uplink implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Uplink.class.getName());

  /** Messages that the broker has not confirmed; Paho refuses more than it was told. */
  private static final int MAX_UNCONFIRMED = 10;

  /** Batches of the track lane that the collector has not named. */
  private static final int MAX_TRACK_BATCHES = 8;

  private static final int MAX_LIVE_BATCHES = 2;
  private static final int MAX_EVENT_BATCHES = 16;

  /** A backlog travels in larger pieces. */
  private static final int BACKLOG_BATCH = 200;

  private static final int LIVE_BATCH = 10;
  private static final int MAX_INPUTS = 1_000;

  /** Topic and head of a PUBLISH. */
  private static final int PACKET_OVERHEAD_BYTES = 128;

  /** After these nobody knows how long the tracker will live: all that it has goes at once. */
  private static final Set<EventKind> URGENT =
      EnumSet.of(
          EventKind.PANIC,
          EventKind.TAMPER,
          EventKind.TOW,
          EventKind.POWER_LOST,
          EventKind.HARSH_BRAKING,
          EventKind.HARSH_ACCELERATION);

  /** While somebody looks, the line behind the vehicle grows as often as this. */
  private static final Duration WATCHED_BATCH_AFTER = Duration.ofSeconds(15);

  /** Of a vehicle that rests, nothing new is told: it stands there still. */
  private static final Duration RESTING_BATCH_AFTER = Duration.ofHours(6);

  /** When nothing that is confirmed went for so long, the next preview is: is anybody there? */
  private static final Duration PROBE_EVERY = Duration.ofMinutes(3);

  /** Every second beat of a parked vehicle. */
  private static final Duration RESTING_PROBE_EVERY = Duration.ofMinutes(45);

  private static final Duration WATCHED_PROBE_EVERY = Duration.ofSeconds(15);

  /**
   * What may be answered later goes again when the message that asks was not answered either, or
   * when there was none; at most so long after it should have been there.
   */
  private static final Duration LATER_PATIENCE = Duration.ofMinutes(1);

  private static final Duration LIVE_PATIENCE = Duration.ofSeconds(10);
  private static final Duration CONFIRM_PATIENCE = Duration.ofSeconds(30);

  /** Everything that it waits for wakes it; this is for what nobody thought of. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final Duration PAUSE_SLICE = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final Backoff reconnect =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), ThreadLocalRandom.current());
  private final Backoff resend =
      new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(5), ThreadLocalRandom.current());

  private final UplinkSettings settings;
  private final LongSupplier ticks;
  private final Journal journal;
  private final Supplier<Link> links;
  private final BiConsumer<Topics.Down, byte[]> downward;
  private final BlockingQueue<Input> inputs = new ArrayBlockingQueue<>(MAX_INPUTS);
  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicReference<byte @Nullable []> health = new AtomicReference<>();
  private final AtomicReference<byte @Nullable []> beat = new AtomicReference<>();
  private final AtomicReference<@Nullable Fix> preview = new AtomicReference<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Flight flight = new Flight();
  private final Thread thread;
  private final Quarantine quarantine;

  /** Set before the start. */
  private Runnable onTurn = () -> {};

  /** Set before the start. */
  private Runnable onConnected = () -> {};

  private final Duration usualLiveEvery;
  private volatile Duration liveEvery;
  private volatile boolean resting;
  private volatile int dialect = Ack.FIRST_DIALECT;
  private volatile boolean connected;
  private volatile long lastAckNanos;
  private volatile boolean everAcked;

  private final PreviewCodec.Writer previews = new PreviewCodec.Writer();
  private final List<CountDownLatch> settling = new ArrayList<>();
  private final Deque<Input.Say> unsaid = new ArrayDeque<>();
  private long lastConfirmedNanos;
  private int unconfirmed;
  private long confirmDueNanos;
  private long sendFrom;
  private long waitingSinceNanos;
  private boolean waiting;
  private long lastLiveNanos;

  /** The newest position of an earlier life: after it the first of this one need not wait. */
  private final long leftoverSeq;

  private boolean liveHeldBack;
  private boolean lost;

  /** What other threads hand over. */
  private sealed interface Input {
    record Message(String topic, byte[] payload) implements Input {}

    record Confirmed(Link of) implements Input {}

    record Lost(Link of, String why) implements Input {}

    record Wake() implements Input {}

    /** Records that were named are wanted again. */
    record Rewind() implements Input {}

    /** What waits for others waits no longer. */
    record Flush() implements Input {}

    /** What is left of the stop travels with the first of the drive. */
    record Depart() implements Input {}

    /** Somebody wants to know when all that goes now has gone and is answered. */
    record Settle(CountDownLatch done) implements Input {}

    record Say(Topics.Up lane, byte[] payload) implements Input {}
  }

  public Uplink(
      UplinkSettings settings,
      Journal journal,
      Quarantine quarantine,
      Duration liveEvery,
      BiConsumer<Topics.Down, byte[]> downward) {
    this(settings, journal, quarantine, liveEvery, downward, links(settings));
  }

  private static Supplier<Link> links(UplinkSettings settings) {
    var wantsNewerTls = new AtomicBoolean();
    return () -> new PahoLink(settings, wantsNewerTls);
  }

  Uplink(
      UplinkSettings settings,
      Journal journal,
      Quarantine quarantine,
      Duration liveEvery,
      BiConsumer<Topics.Down, byte[]> downward,
      Supplier<Link> links) {
    this.settings = settings;
    this.ticks = settings.ticks();
    this.journal = journal;
    this.quarantine = quarantine;
    this.usualLiveEvery = liveEvery;
    this.liveEvery = liveEvery;
    this.downward = downward;
    this.links = links;
    this.leftoverSeq = journal.findNewestPosition().map(Entry.Position::seq).orElse(0L);
    this.thread = new Thread(this::run, "uplink-" + settings.device());
    thread.setDaemon(true);
  }

  /** Is told at each turn of our loop, at the latest after half a minute; set before the start. */
  public void onTurn(Runnable listener) {
    onTurn = listener;
  }

  /** Is told each time a connection is there; must not wait; set before the start. */
  public void onConnected(Runnable listener) {
    onConnected = listener;
  }

  public void start() {
    journal.onCommit(this::wake);
    thread.start();
  }

  /** How often the newest position goes out at most. */
  public void liveEvery(Duration time) {
    liveEvery = time;
    wake();
  }

  public boolean isConnected() {
    return connected;
  }

  /** How long ago the collector named anything; empty when it never did. */
  public Optional<Duration> sinceLastAck() {
    return everAcked
        ? Optional.of(Duration.ofNanos(ticks.getAsLong() - lastAckNanos))
        : Optional.empty();
  }

  /** Sends this as soon as there is a connection; a newer one replaces it. */
  public void sendHealth(byte[] payload) {
    health.set(payload);
    wake();
  }

  /** Whether the collector at the other end understands previews and beats. */
  public boolean isSparing() {
    return connected && dialect >= Ack.SPARING_DIALECT;
  }

  /** Shows where the vehicle is now, as soon as may be; a newer one replaces it. */
  public void preview(Fix fix) {
    preview.set(fix);
    wake();
  }

  /** Says that the tracker lives; see {@link #isSparing}. */
  public void sendBeat(byte[] payload) {
    beat.set(payload);
    wake();
  }

  /** Whether the vehicle has stood for so long that its records may wait for hours. */
  public void rest(boolean yes) {
    if (resting != yes) {
      resting = yes;
      if (!yes) {
        inputs.offer(new Input.Depart());
      }
    }
  }

  /** Sends all that is committed, without waiting for more. */
  public void flush() {
    inputs.offer(new Input.Flush());
  }

  /** Counts down once all that goes now has gone and is answered; never while there is no link. */
  public void settle(CountDownLatch done) {
    inputs.offer(new Input.Settle(done));
  }

  /** Sends this once, over the connection that there is; without one it is forgotten. */
  public void say(Topics.Up lane, byte[] payload) {
    inputs.offer(new Input.Say(lane, payload));
  }

  /** Looks at all records again, after {@link Journal#resendFrom}. */
  public void rewind() {
    inputs.offer(new Input.Rewind());
  }

  /** Ends the connection. What is not named yet is sent again after the next start. */
  @Override
  public void close() {
    stop.countDown();
    wake();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    if (woken.compareAndSet(false, true) && !inputs.offer(new Input.Wake())) {
      woken.set(false); // The queue is full: the thread wakes anyway.
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private void run() {
    int failures = 0;
    String lastFault = "";
    while (!isStopped()) {
      onTurn.run();
      try (Link link = links.get()) {
        Link.Limits limits = link.open(new Listener(link));
        LOG.log(
            Level.INFO,
            "connected device={0} backlog={1,number,#}",
            settings.device(),
            journal.depth());
        failures = 0;
        lastFault = "";
        serve(link, limits);
      } catch (Link.LinkException e) {
        failures++;
        if (!e.getMessage().equals(lastFault)) {
          lastFault = e.getMessage();
          LOG.log(
              Level.WARNING,
              "not connected device={0} uri={1} why={2}",
              settings.device(),
              settings.mqttUri(),
              lastFault);
        }
      } catch (RuntimeException e) { // A bug must not end the sending for good.
        failures++;
        LOG.log(Level.ERROR, "the uplink failed, connecting again", e);
      } finally {
        connected = false;
        flight.clear();
        inputs.clear();
        unsaid.clear();
        woken.set(false);
      }
      pause(reconnect.after(Math.max(1, failures)));
    }
  }

  /** In slices: who waits for the network does not hang. */
  private void pause(Duration time) {
    long until = ticks.getAsLong() + time.toNanos();
    long rest;
    try {
      while ((rest = until - ticks.getAsLong()) > 0) {
        onTurn.run();
        if (stop.await(Math.min(rest, PAUSE_SLICE.toNanos()), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  private void serve(Link link, Link.Limits limits) throws Link.LinkException {
    unconfirmed = 0;
    sendFrom = 0;
    lost = false;
    // A backlog goes at once, and the newest position first of all.
    long now = ticks.getAsLong();
    sendAllNow(now);
    lastLiveNanos = now - liveEvery.toNanos();
    lastConfirmedNanos = now;
    previews.beginAnew();
    connected = true;
    if (isSparing()) { // The map is right while a backlog drains.
      journal.findNewestPosition().ifPresent(newest -> preview.set(newest.fix()));
    }
    onConnected.run();
    Sender sender = new Sender(link, limits);
    while (!isStopped() && !lost) {
      onTurn.run();
      sender.fill();
      tellSettled();
      Input next = await();
      while (next != null) {
        handle(next, link);
        next = inputs.poll();
      }
      if (unconfirmed > 0 && ticks.getAsLong() - confirmDueNanos >= 0) {
        LOG.log(Level.WARNING, "the broker confirms nothing, connecting again");
        return;
      }
    }
  }

  /** A backlog of any length counts as having waited for as long as anything may. */
  private void sendAllNow(long now) {
    waiting = true;
    waitingSinceNanos = now - RESTING_BATCH_AFTER.toNanos();
  }

  private void tellSettled() {
    if (!settling.isEmpty() && unconfirmed == 0 && !flight.isAwaited() && inputs.isEmpty()) {
      settling.forEach(CountDownLatch::countDown);
      settling.clear();
    }
  }

  private Duration batchAfter() {
    if (!isSparing()) {
      return settings.batchAfter();
    }
    if (isWatched()) {
      return shorter(settings.batchAfter(), WATCHED_BATCH_AFTER);
    }
    return resting ? RESTING_BATCH_AFTER : settings.batchAfter();
  }

  private boolean isWatched() {
    return liveEvery.compareTo(usualLiveEvery) < 0;
  }

  private Duration laterPatience() {
    return shorter(settings.batchAfter(), LATER_PATIENCE);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private @Nullable Input await() {
    long now = ticks.getAsLong();
    long wait = LONGEST_PAUSE.toNanos();
    wait = Math.min(wait, flight.nextDueNanos(now).orElse(wait));
    if (waiting) {
      wait = Math.min(wait, waitingSinceNanos + batchAfter().toNanos() - now);
    }
    if (liveHeldBack) {
      wait = Math.min(wait, lastLiveNanos + livePauseNanos() - now);
    }
    try {
      return inputs.poll(Math.max(wait, 5_000_000), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
      return null;
    }
  }

  /** A fifth less than what is wanted: the fixes do not come to the millisecond. */
  private long livePauseNanos() {
    return liveEvery.toNanos() / 5 * 4;
  }

  private void handle(Input input, Link link) {
    switch (input) {
      case Input.Wake wake -> woken.set(false);
      case Input.Confirmed(Link of) -> {
        if (of == link) {
          unconfirmed = Math.max(0, unconfirmed - 1);
          confirmDueNanos = ticks.getAsLong() + CONFIRM_PATIENCE.toNanos();
        }
      }
      case Input.Lost(Link of, String why) -> {
        if (of == link) {
          LOG.log(Level.WARNING, "connection lost device={0} why={1}", settings.device(), why);
          lost = true;
        }
      }
      case Input.Message(String topic, byte[] payload) -> receive(topic, payload);
      case Input.Rewind() -> {
        sendFrom = 0;
        sendAllNow(ticks.getAsLong());
      }
      case Input.Flush() -> sendAllNow(ticks.getAsLong());
      case Input.Depart() -> waitingSinceNanos = ticks.getAsLong();
      case Input.Settle(CountDownLatch done) -> settling.add(done);
      case Input.Say say -> unsaid.add(say);
    }
  }

  private void receive(String topic, byte[] payload) {
    for (Topics.Down lane : Topics.Down.values()) {
      if (topic.equals(Topics.down(settings.device(), lane))) {
        if (lane == Topics.Down.ACK) {
          acknowledged(payload);
        } else {
          downward.accept(lane, payload);
        }
      }
    }
  }

  private void acknowledged(byte[] payload) {
    switch (AckCodec.decode(payload)) {
      case Decoded.Good<Ack>(Ack ack) -> {
        if (ack.epoch() == journal.epoch()) {
          journal.acknowledge(ack);
          flight.drop(journal);
          dialect = ack.dialect();
          lastAckNanos = ticks.getAsLong();
          everAcked = true;
        } else {
          LOG.log(Level.WARNING, "an ack names another journal, ignored");
        }
      }
      case Decoded.Bad<Ack>(String reason) ->
          LOG.log(Level.WARNING, "an ack cannot be read, ignored: {0}", reason);
    }
  }

  /** Hands over what the transport tells; the queue being full costs a resend, nothing else. */
  private final class Listener implements Link.Listener {
    private final Link link;

    Listener(Link link) {
      this.link = link;
    }

    @Override
    public void message(String topic, byte[] payload) {
      inputs.offer(new Input.Message(topic, payload));
    }

    @Override
    public void confirmed() {
      inputs.offer(new Input.Confirmed(link));
    }

    @Override
    public void lost(String why) {
      inputs.offer(new Input.Lost(link, why));
    }
  }

  /** Decides what goes next over one connection. */
  private final class Sender {
    private final Link link;
    private final int window;
    private final long maxPayload;

    Sender(Link link, Link.Limits limits) {
      this.link = link;
      this.window = Math.max(1, Math.min(MAX_UNCONFIRMED, limits.receiveMaximum()));
      this.maxPayload = Math.max(64, limits.maxPacketBytes() - PACKET_OVERHEAD_BYTES);
    }

    void fill() throws Link.LinkException {
      sendAgain();
      sendHealth();
      sendUnsaid();
      sendEvents();
      if (isSparing()) {
        sendPreview();
      } else {
        sendLive();
      }
      sendTrack();
    }

    private boolean isOpen() {
      return unconfirmed < window;
    }

    /** What the collector has not named in time goes again; a live one by the track lane. */
    private void sendAgain() throws Link.LinkException {
      long now = ticks.getAsLong();
      for (Flight.Batch batch : flight.due(now)) {
        if (batch.lane() == Topics.Up.LIVE) {
          flight.remove(batch);
          sendFrom = Math.min(sendFrom, batch.entries().getFirst().seq());
          startWaiting();
        } else if (isOpen()) {
          transmit(batch);
        }
      }
    }

    private void sendHealth() throws Link.LinkException {
      byte[] payload = isOpen() ? health.getAndSet(null) : null;
      if (payload != null && payload.length <= maxPayload) {
        publish(Topics.Up.HEALTH, payload);
      }
      byte[] alive = isOpen() ? beat.getAndSet(null) : null;
      if (alive != null && isSparing()) {
        send(Topics.Up.BEAT, alive, isProbeDue());
      }
    }

    private void sendUnsaid() throws Link.LinkException {
      while (isOpen() && !unsaid.isEmpty()) {
        Input.Say say = unsaid.remove();
        if (say.payload().length <= maxPayload) {
          publish(say.lane(), say.payload());
        }
      }
    }

    /** Fresh events overtake any backlog. */
    private void sendEvents() throws Link.LinkException {
      while (isOpen() && flight.count(Topics.Up.EVENT) < MAX_EVENT_BATCHES) {
        Optional<Entry.Event> event = journal.pollFreshEvent();
        if (event.isEmpty()) {
          return;
        }
        if (URGENT.contains(event.get().event().kind())) {
          sendAllNow(ticks.getAsLong());
        }
        if (!flight.contains(event.get().seq())) {
          launch(new Flight.Batch(Topics.Up.EVENT, List.of(event.get())));
        }
      }
    }

    private void sendPreview() throws Link.LinkException {
      long now = ticks.getAsLong();
      liveHeldBack = preview.get() != null && now - lastLiveNanos < livePauseNanos();
      Fix fix = liveHeldBack ? null : preview.getAndSet(null);
      if (fix == null) {
        return;
      }
      lastLiveNanos = now;
      byte[] payload = previews.write(fix, isProbeDue());
      send(Topics.Up.PREVIEW, payload, isOpen() && payload.length == PreviewCodec.WHOLE_BYTES);
    }

    /** Whether it is time to have something confirmed. */
    private boolean isProbeDue() {
      Duration every =
          isWatched() ? WATCHED_PROBE_EVERY : resting ? RESTING_PROBE_EVERY : PROBE_EVERY;
      return isOpen() && ticks.getAsLong() - lastConfirmedNanos >= every.toNanos();
    }

    private void send(Topics.Up lane, byte[] payload, boolean confirmed) throws Link.LinkException {
      if (confirmed) {
        publish(lane, payload);
      } else {
        link.publish(Topics.up(settings.device(), lane), payload, false);
      }
    }

    private void sendLive() throws Link.LinkException {
      liveHeldBack = false;
      if (!isOpen() || flight.count(Topics.Up.LIVE) >= MAX_LIVE_BATCHES) {
        return;
      }
      Optional<Entry.Position> newest = journal.findNewestPosition();
      if (newest.isEmpty() || flight.contains(newest.get().seq())) {
        return;
      }
      if (ticks.getAsLong() - lastLiveNanos < livePauseNanos()) {
        liveHeldBack = true;
        return;
      }
      List<Entry> entries = unsent(LIVE_BATCH + 1);
      boolean isAll =
          entries.size() <= LIVE_BATCH
              && !entries.isEmpty()
              && entries.stream().allMatch(Entry.Position.class::isInstance)
              && entries.getLast().seq() == newest.get().seq();
      launch(new Flight.Batch(Topics.Up.LIVE, isAll ? entries : List.of(newest.get())));
      if (newest.get().seq() > leftoverSeq) {
        lastLiveNanos = ticks.getAsLong();
      }
      if (isAll) {
        waiting = false;
      }
    }

    private void sendTrack() throws Link.LinkException {
      while (isOpen() && flight.count(Topics.Up.TRACK) < MAX_TRACK_BATCHES) {
        boolean backlog = journal.depth() > 5L * settings.batchRecords();
        List<Entry> entries = unsent(backlog ? BACKLOG_BATCH : settings.batchRecords());
        if (entries.isEmpty()) {
          waiting = false;
          return;
        }
        startWaiting();
        boolean due = ticks.getAsLong() - waitingSinceNanos >= batchAfter().toNanos();
        if (entries.size() < settings.batchRecords() && !due) {
          return;
        }
        sendPieces(entries);
        waiting = due; // Still due: the rest of the backlog need not wait again.
      }
    }

    private void sendPieces(List<Entry> entries) throws Link.LinkException {
      List<Entry> positions = new ArrayList<>();
      for (Entry entry : entries) {
        switch (entry) {
          case Entry.Position position -> positions.add(position);
          case Entry.Event event -> launch(new Flight.Batch(Topics.Up.EVENT, List.of(event)));
        }
      }
      if (!positions.isEmpty()) {
        launch(new Flight.Batch(Topics.Up.TRACK, positions));
      }
      sendFrom = entries.getLast().seq() + 1;
    }

    private void startWaiting() {
      if (!waiting) {
        waiting = true;
        waitingSinceNanos = ticks.getAsLong();
      }
    }

    /** Committed records that are neither named nor on their way, oldest first. */
    private List<Entry> unsent(int max) {
      List<Entry> found = new ArrayList<>();
      long from = sendFrom;
      List<Entry> some = journal.read(from, max);
      while (!some.isEmpty() && found.size() < max) {
        for (Entry entry : some) {
          if (!flight.contains(entry.seq()) && found.size() < max) {
            found.add(entry);
          }
        }
        from = some.getLast().seq() + 1;
        some = journal.read(from, max);
      }
      return found;
    }

    /** Nobody waits for it, and positions follow it: one answer will do for all. */
    private boolean mayWait(Flight.Batch batch) {
      return isSparing()
          && batch.attempts() == 0
          && batch.entries().getFirst() instanceof Entry.Event event
          && !URGENT.contains(event.event().kind());
    }

    /** Sends records for the first time, in pieces that the broker takes. */
    private void launch(Flight.Batch batch) throws Link.LinkException {
      batch.answerLater(mayWait(batch));
      byte[] payload = payload(batch);
      if (payload.length <= maxPayload) {
        flight.add(batch);
        transmit(batch, payload);
      } else if (batch.entries().size() > 1) {
        int half = batch.entries().size() / 2;
        launch(new Flight.Batch(batch.lane(), batch.entries().subList(0, half)));
        launch(
            new Flight.Batch(batch.lane(), batch.entries().subList(half, batch.entries().size())));
      } else {
        setAside(batch.entries().getFirst(), payload);
      }
    }

    /**
     * No broker of this kind will ever take it; sending it again and again would block the rest.
     */
    private void setAside(Entry entry, byte[] payload) {
      if (quarantine.keep(journal.epoch(), entry.seq(), payload)) {
        journal.acknowledge(
            new Ack(journal.epoch(), List.of(new SeqRange(entry.seq(), entry.seq()))));
      }
    }

    private void transmit(Flight.Batch batch) throws Link.LinkException {
      batch.answerLater(false); // it has waited long enough
      transmit(batch, payload(batch));
    }

    private void transmit(Flight.Batch batch, byte[] payload) throws Link.LinkException {
      Duration patience =
          switch (batch.lane()) {
            case LIVE -> LIVE_PATIENCE;
            default ->
                batch.isAnsweredLater()
                    ? settings.batchAfter().plus(laterPatience())
                    : resend.after(batch.attempts() + 1);
          };
      batch.sent(ticks.getAsLong() + patience.toNanos());
      publish(batch.lane(), payload);
    }

    private void publish(Topics.Up lane, byte[] payload) throws Link.LinkException {
      if (unconfirmed == 0) {
        confirmDueNanos = ticks.getAsLong() + CONFIRM_PATIENCE.toNanos();
      }
      unconfirmed++;
      lastConfirmedNanos = ticks.getAsLong();
      link.publish(Topics.up(settings.device(), lane), payload, true);
    }

    private byte[] payload(Flight.Batch batch) {
      if (batch.entries().getFirst() instanceof Entry.Event event) {
        return EventCodec.encode(
            new NumberedEvent(
                journal.epoch(), event.seq(), event.event(), batch.isAnsweredLater()));
      }
      List<TrackRecord> records = new ArrayList<>();
      for (Entry entry : batch.entries()) {
        if (entry instanceof Entry.Position position) {
          records.add(new TrackRecord(position.seq(), position.fix()));
        }
      }
      return TrackCodec.encode(new TrackBatch(journal.epoch(), records));
    }
  }
}
