package id.pantau.agent.uplink;

import id.pantau.agent.journal.Entry;
import id.pantau.agent.journal.Journal;
import id.pantau.wire.Ack;
import id.pantau.wire.EventCodec;
import id.pantau.wire.EventKind;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.PreviewCodec;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what goes next over one connection, and keeps within what its broker takes. Only the
 * thread of the uplink.
 *
 * <p>Events first, then where the vehicle is now, then the rest in order.
 */
final class Sender {
  /** Messages that the broker has not confirmed; Paho refuses more than it was told. */
  private static final int MAX_UNCONFIRMED = 10;

  /** Batches of the track lane that the collector has not named. */
  private static final int MAX_TRACK_BATCHES = 8;

  private static final int MAX_LIVE_BATCHES = 2;
  private static final int MAX_EVENT_BATCHES = 16;

  /** A backlog travels in larger pieces. */
  private static final int BACKLOG_BATCH = 200;

  private static final int LIVE_BATCH = 10;

  /** Topic and head of a PUBLISH. */
  private static final int PACKET_OVERHEAD_BYTES = 128;

  private static final Duration CONFIRM_PATIENCE = Duration.ofSeconds(30);

  /** After these nobody knows how long the tracker will live: all that it has goes at once. */
  private static final Set<EventKind> URGENT =
      EnumSet.of(
          EventKind.PANIC,
          EventKind.TAMPER,
          EventKind.TOW,
          EventKind.POWER_LOST,
          EventKind.HARSH_BRAKING,
          EventKind.HARSH_ACCELERATION);

  private final UplinkSettings settings;
  private final Journal journal;
  private final Outbox outbox;
  private final Schedule schedule;
  private final OtherEnd otherEnd;
  private final Flight flight;
  private final Lasting lasting;
  private final Link link;
  private final int window;
  private final long maxPayload;

  private int unconfirmed;
  private boolean anyConfirmed;
  private long confirmDueNanos;
  private long sendFrom;

  /**
   * What outlives a connection.
   *
   * @param leftoverSeq the newest position of an earlier life: after it the first of this one need
   *     not wait
   */
  record Lasting(
      UplinkSettings settings,
      Journal journal,
      long leftoverSeq,
      Quarantine quarantine,
      Outbox outbox,
      Schedule schedule,
      OtherEnd otherEnd,
      Flight flight) {}

  Sender(Lasting lasting, Link link, Link.Limits limits) {
    this.lasting = lasting;
    this.settings = lasting.settings();
    this.journal = lasting.journal();
    this.outbox = lasting.outbox();
    this.schedule = lasting.schedule();
    this.otherEnd = lasting.otherEnd();
    this.flight = lasting.flight();
    this.link = link;
    this.window = Math.max(1, Math.min(MAX_UNCONFIRMED, limits.receiveMaximum()));
    this.maxPayload = Math.max(64, limits.maxPacketBytes() - PACKET_OVERHEAD_BYTES);
  }

  /** Sends all that may go now. */
  void fill() throws Link.LinkException {
    sendAgain();
    sendHealth();
    sendSaid();
    sendEvents();
    if (otherEnd.isSparing()) {
      sendPreview();
    } else {
      sendLive();
    }
    sendTrack();
  }

  /** The broker has confirmed a message. */
  void confirmed() {
    anyConfirmed = true;
    unconfirmed = Math.max(0, unconfirmed - 1);
    confirmDueNanos = now() + CONFIRM_PATIENCE.toNanos();
  }

  /** Whether the broker has confirmed anything over this connection. */
  boolean wasConfirmed() {
    return anyConfirmed;
  }

  /** Whether the broker has confirmed nothing for too long. */
  boolean isStuck() {
    return unconfirmed > 0 && now() - confirmDueNanos >= 0;
  }

  /** Whether all that has gone is confirmed and answered, as far as it asked for that. */
  boolean isSettled() {
    return unconfirmed == 0 && !flight.isAwaited();
  }

  /** Looks at all records again. */
  void rewind() {
    sendFrom = 0;
    schedule.sendAllNow();
  }

  private long now() {
    return settings.ticks().getAsLong();
  }

  private boolean isOpen() {
    return unconfirmed < window;
  }

  /** What the collector has not named in time goes again; a live one by the track lane. */
  private void sendAgain() throws Link.LinkException {
    for (Flight.Batch batch : flight.due(now())) {
      if (batch.lane() == Topics.Up.LIVE) {
        flight.remove(batch);
        sendFrom = Math.min(sendFrom, batch.entries().getFirst().seq());
        schedule.startWaiting();
      } else if (isOpen()) {
        batch.answerLater(false); // it has waited long enough
        transmit(batch, payload(batch));
      }
    }
  }

  private void sendHealth() throws Link.LinkException {
    Optional<byte[]> health = isOpen() ? outbox.takeHealth() : Optional.empty();
    if (health.isPresent() && health.get().length <= maxPayload) {
      publish(Topics.Up.HEALTH, health.get());
    }
    Optional<byte[]> beat = isOpen() ? outbox.takeBeat() : Optional.empty();
    if (beat.isPresent() && otherEnd.isSparing()) {
      publish(Topics.Up.BEAT, beat.get(), isProbeDue());
    }
  }

  private void sendSaid() throws Link.LinkException {
    Optional<Outbox.Said> said;
    while (isOpen() && (said = outbox.takeSaid()).isPresent()) {
      if (said.get().payload().length <= maxPayload) {
        publish(said.get().lane(), said.get().payload());
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
        schedule.sendAllNow();
      }
      if (!flight.contains(event.get().seq())) {
        launch(new Flight.Batch(Topics.Up.EVENT, List.of(event.get())));
      }
    }
  }

  private void sendPreview() throws Link.LinkException {
    if (!outbox.hasPreview()) {
      schedule.nothingToShow();
    } else if (schedule.mayShow()) {
      schedule.shown();
      byte[] payload = outbox.takePreview(isProbeDue());
      boolean whole = payload.length == PreviewCodec.WHOLE_BYTES;
      publish(Topics.Up.PREVIEW, payload, isOpen() && whole);
    }
  }

  private boolean isProbeDue() {
    return isOpen() && schedule.isProbeDue();
  }

  private void sendLive() throws Link.LinkException {
    schedule.nothingToShow();
    if (!isOpen() || flight.count(Topics.Up.LIVE) >= MAX_LIVE_BATCHES) {
      return;
    }
    Optional<Entry.Position> newest = journal.findNewestPosition();
    if (newest.isEmpty() || flight.contains(newest.get().seq()) || !schedule.mayShow()) {
      return;
    }
    List<Entry> entries = unsent(LIVE_BATCH + 1);
    boolean isAll =
        entries.size() <= LIVE_BATCH
            && !entries.isEmpty()
            && entries.stream().allMatch(Entry.Position.class::isInstance)
            && entries.getLast().seq() == newest.get().seq();
    launch(new Flight.Batch(Topics.Up.LIVE, isAll ? entries : List.of(newest.get())));
    if (newest.get().seq() > lasting.leftoverSeq()) {
      schedule.shown();
    }
    if (isAll) {
      schedule.nothingWaits();
    }
  }

  private void sendTrack() throws Link.LinkException {
    while (isOpen() && flight.count(Topics.Up.TRACK) < MAX_TRACK_BATCHES) {
      long depth = journal.depth();
      long waiting = depth - flight.records();
      if (waiting <= 0) {
        schedule.nothingWaits();
        return;
      }
      schedule.startWaiting();
      boolean due = schedule.isBatchDue();
      // Counted, not read: this is asked every second, and reading means to sum up a whole file.
      if (waiting < settings.batchRecords() && !due) {
        return;
      }
      boolean backlog = depth > 5L * settings.batchRecords();
      List<Entry> entries = unsent(backlog ? BACKLOG_BATCH : settings.batchRecords());
      if (entries.isEmpty()) { // What was counted lies on a page of the card that is damaged.
        schedule.nothingWaits();
        return;
      }
      sendPieces(entries);
      if (!due) { // Else the rest of the backlog need not wait again.
        schedule.nothingWaits();
      }
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

  /** Committed records that are neither named nor on their way, oldest first. */
  private List<Entry> unsent(int max) {
    List<Entry> found = new ArrayList<>();
    long from = sendFrom;
    // Never further than wanted: the journal goes on where it has read last.
    while (found.size() < max) {
      List<Entry> some = journal.read(from, max - found.size());
      if (some.isEmpty()) {
        return found;
      }
      some.stream().filter(entry -> !flight.contains(entry.seq())).forEach(found::add);
      from = some.getLast().seq() + 1;
    }
    return found;
  }

  /** Nobody waits for it, and positions follow it: one answer will do for all. */
  private boolean mayWait(Flight.Batch batch) {
    return otherEnd.isSparing()
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
      launch(new Flight.Batch(batch.lane(), batch.entries().subList(half, batch.entries().size())));
    } else {
      setAside(batch.entries().getFirst(), payload);
    }
  }

  /** No broker of this kind will ever take it; sending it again and again would block the rest. */
  private void setAside(Entry entry, byte[] payload) {
    if (lasting.quarantine().keep(journal.epoch(), entry.seq(), payload)) {
      journal.acknowledge(
          new Ack(journal.epoch(), List.of(new SeqRange(entry.seq(), entry.seq()))));
    }
  }

  private void transmit(Flight.Batch batch, byte[] payload) throws Link.LinkException {
    batch.sent(schedule.dueNanos(batch));
    publish(batch.lane(), payload);
  }

  private void publish(Topics.Up lane, byte[] payload, boolean confirmed)
      throws Link.LinkException {
    if (confirmed) {
      publish(lane, payload);
    } else {
      link.publish(Topics.up(settings.device(), lane), payload, false);
    }
  }

  private void publish(Topics.Up lane, byte[] payload) throws Link.LinkException {
    if (unconfirmed == 0) {
      confirmDueNanos = now() + CONFIRM_PATIENCE.toNanos();
    }
    unconfirmed++;
    schedule.probed();
    link.publish(Topics.up(settings.device(), lane), payload, true);
  }

  private byte[] payload(Flight.Batch batch) {
    long epoch = journal.epoch();
    if (batch.entries().getFirst() instanceof Entry.Event event) {
      return EventCodec.encode(
          new NumberedEvent(epoch, event.seq(), event.event(), batch.isAnsweredLater()));
    }
    List<TrackRecord> records = new ArrayList<>();
    for (Entry entry : batch.entries()) {
      if (entry instanceof Entry.Position position) {
        records.add(new TrackRecord(position.seq(), position.fix()));
      }
    }
    return TrackCodec.encode(new TrackBatch(epoch, records));
  }
}
