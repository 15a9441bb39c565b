package id.pantau.collector.ingest;

import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.foreign.OwnTracksCodec;
import id.pantau.collector.foreign.Told;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.wire.Beat;
import id.pantau.wire.BeatCodec;
import id.pantau.wire.CommandResult;
import id.pantau.wire.CommandResultCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventCodec;
import id.pantau.wire.Fix;
import id.pantau.wire.Health;
import id.pantau.wire.HealthCodec;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Some messages, read and sorted into what is stored and what is acknowledged. Owned by the
 * pipeline's thread.
 */
final class Batch {
  /**
   * A foreign tracker does not number what it says. It has one position at a time, so the fix time
   * in milliseconds is the number, in a journal that no tracker of ours has: theirs are random.
   */
  static final long FOREIGN_EPOCH = 0;

  private final Fleet fleet;
  private final List<Message> messages = new ArrayList<>();
  private final List<ReceivedFix> fixes = new ArrayList<>();
  private final List<ReceivedEvent> events = new ArrayList<>();
  private final Map<Integer, ReceivedHealth> healths = new HashMap<>();
  private final List<ReceivedResult> results = new ArrayList<>();
  private final List<ReceivedRequest> requests = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Previews previews;
  private final Map<Integer, ReceivedPreview> shown = new LinkedHashMap<>();
  private final Map<Integer, ReceivedBeat> beats = new HashMap<>();
  private final Map<Integer, ReceivedPhone> phones = new HashMap<>();
  private final Map<Journal, SeqCollector> seqs = new HashMap<>();
  private final Set<Journal> asking = new HashSet<>();
  private final Set<Integer> heard = new HashSet<>();

  /** A journal of a tracker. */
  record Journal(DeviceId device, long epoch) {}

  /** Where a vehicle is, for the screens: it is not stored. */
  record ReceivedPreview(int deviceNo, Fix fix, Instant receivedAt) {}

  /** A tracker that lives, as it is noted. */
  record ReceivedBeat(int deviceNo, Beat beat, Instant receivedAt) {}

  /** How a foreign tracker is, as it is noted. */
  record ReceivedPhone(int deviceNo, Told.Phone phone, Instant receivedAt) {}

  /** An event as it is stored. */
  record ReceivedEvent(int deviceNo, NumberedEvent event, Instant receivedAt) {}

  /** A report of a tracker on itself as it is stored. */
  record ReceivedHealth(int deviceNo, Health health, Instant receivedAt) {}

  /** An answer to a command as it is stored. */
  record ReceivedResult(int deviceNo, CommandResult result, Instant receivedAt) {}

  /** A request for the next certificate: not stored, answered by whoever makes certificates. */
  record ReceivedRequest(DeviceId device, byte[] request) {}

  Batch(Fleet fleet, Previews previews) {
    this.fleet = fleet;
    this.previews = previews;
  }

  /** Reads one message; whatever is in it, it can be acknowledged once this batch is stored. */
  void add(Message message) {
    messages.add(message);
    Optional<Topics.Source> source = Topics.findSource(message.topic());
    if (source.isEmpty()) {
      bury(message, OptionalInt.empty(), "topic is not one of ours");
      return;
    }
    DeviceId device = source.get().device();
    int deviceNo = fleet.deviceNo(device);
    if (fleet.isRevoked(deviceNo)) {
      // Not named to it: should it be enrolled again, it sends what it has kept once more.
      bury(message, OptionalInt.of(deviceNo), "the tracker is revoked");
      return;
    }
    heard.add(deviceNo);
    switch (source.get().lane()) {
      case TRACK, LIVE ->
          read(
              message,
              deviceNo,
              TrackCodec.decode(message.payload()),
              b -> addFixes(message, device, deviceNo, b));
      case PREVIEW ->
          read(
              message, deviceNo, previews.read(deviceNo, message), f -> show(message, deviceNo, f));
      case BEAT ->
          read(
              message,
              deviceNo,
              BeatCodec.decode(message.payload()),
              b -> beats.put(deviceNo, new ReceivedBeat(deviceNo, b, message.receivedAt())));
      case EVENT ->
          read(
              message,
              deviceNo,
              EventCodec.decode(message.payload()),
              e -> addEvent(message, device, deviceNo, e));
      case HEALTH ->
          read(
              message,
              deviceNo,
              HealthCodec.decode(message.payload()),
              h -> healths.put(deviceNo, new ReceivedHealth(deviceNo, h, message.receivedAt())));
      case OWNTRACKS -> addTold(message, deviceNo, OwnTracksCodec.read(message.payload()));
      case CSR -> requests.add(new ReceivedRequest(device, message.payload()));
      case RESULT ->
          read(
              message,
              deviceNo,
              CommandResultCodec.decode(message.payload()),
              r -> results.add(new ReceivedResult(deviceNo, r, message.receivedAt())));
    }
  }

  /**
   * What a foreign tracker says.
   *
   * @param message what is kept if it cannot be stored; without the tracker's key
   */
  void addForeign(Message message, int deviceNo, Told told) {
    messages.add(message);
    heard.add(deviceNo);
    addTold(message, deviceNo, told);
  }

  private void addTold(Message message, int deviceNo, Told told) {
    switch (told) {
      case Told.Position(Fix fix, Told.Phone phone) -> {
        phones.put(deviceNo, new ReceivedPhone(deviceNo, phone, message.receivedAt()));
        Optional<String> refusal = ScreenPolicy.refusal(fix, message.receivedAt());
        if (refusal.isPresent()) {
          bury(message, OptionalInt.of(deviceNo), refusal.get());
        } else {
          long seq = fix.fixTime().toEpochMilli();
          fixes.add(new ReceivedFix(deviceNo, FOREIGN_EPOCH, seq, fix, message.receivedAt()));
        }
      }
      case Told.Bad(String reason) -> bury(message, OptionalInt.of(deviceNo), reason);
      case Told.Nothing(String what) -> {} // it lives, and that is all
    }
  }

  /** Instead of its content, the whole message and why it could not be stored. */
  void addDead(Message message, String reason) {
    messages.add(message);
    OptionalInt deviceNo =
        Topics.findSource(message.topic())
            .map(source -> OptionalInt.of(fleet.deviceNo(source.device())))
            .orElse(OptionalInt.empty());
    bury(message, deviceNo, reason);
    Topics.findSource(message.topic()).ifPresent(source -> nameAll(message, source));
  }

  /** Also of a buried message: its tracker would send the same for ever. */
  private void nameAll(Message message, Topics.Source source) {
    switch (source.lane()) {
      case TRACK, LIVE -> {
        if (TrackCodec.decode(message.payload()) instanceof Decoded.Good<TrackBatch>(var batch)) {
          SeqCollector numbers = seqs(source.device(), batch.epoch(), false);
          batch.records().forEach(r -> numbers.add(r.seq()));
        }
      }
      case EVENT -> {
        if (EventCodec.decode(message.payload()) instanceof Decoded.Good<NumberedEvent>(var e)) {
          seqs(source.device(), e.epoch(), false).add(e.seq());
        }
      }
      // have no number and are not sent again
      case HEALTH, BEAT, PREVIEW, RESULT, CSR, OWNTRACKS -> {}
    }
  }

  List<Message> messages() {
    return messages;
  }

  List<ReceivedFix> fixes() {
    return fixes;
  }

  List<ReceivedEvent> events() {
    return events;
  }

  List<ReceivedHealth> healths() {
    return List.copyOf(healths.values());
  }

  List<ReceivedResult> results() {
    return results;
  }

  List<ReceivedRequest> requests() {
    return requests;
  }

  List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  /** The trackers that said anything. */
  Set<Integer> heard() {
    return heard;
  }

  /** Where vehicles are, the newest of each; never among {@link #fixes}. */
  Collection<ReceivedPreview> previews() {
    return shown.values();
  }

  Collection<ReceivedBeat> beats() {
    return beats.values();
  }

  Collection<ReceivedPhone> phones() {
    return phones.values();
  }

  /** Whether the database has anything to do with it. */
  boolean isStored() {
    return !(fixes.isEmpty()
        && events.isEmpty()
        && healths.isEmpty()
        && beats.isEmpty()
        && phones.isEmpty()
        && results.isEmpty()
        && deadLetters.isEmpty());
  }

  /** The records that may be named once this batch is committed. */
  Map<Journal, SeqCollector> named() {
    return seqs;
  }

  /** Whether the tracker wants to hear of them at once. */
  boolean isAsking(Journal journal) {
    return asking.contains(journal);
  }

  private <T> void read(Message message, int deviceNo, Decoded<T> decoded, Consumer<T> use) {
    switch (decoded) {
      case Decoded.Good<T>(T value) -> use.accept(value);
      case Decoded.Bad<T>(String reason) -> bury(message, OptionalInt.of(deviceNo), reason);
    }
  }

  /** A time that cannot be true is told by the record that follows; here it only is not shown. */
  private void show(Message message, int deviceNo, Optional<Fix> preview) {
    preview
        .filter(fix -> ScreenPolicy.refusal(fix, message.receivedAt()).isEmpty())
        .ifPresent(
            fix -> shown.put(deviceNo, new ReceivedPreview(deviceNo, fix, message.receivedAt())));
  }

  private void addFixes(Message message, DeviceId device, int deviceNo, TrackBatch batch) {
    SeqCollector numbers = seqs(device, batch.epoch(), batch.answerLater());
    for (TrackRecord record : batch.records()) {
      numbers.add(record.seq());
      Optional<String> refusal = ScreenPolicy.refusal(record.fix(), message.receivedAt());
      if (refusal.isPresent()) {
        byte[] alone = TrackCodec.encode(new TrackBatch(batch.epoch(), List.of(record)));
        deadLetters.add(
            new DeadLetter(
                message.receivedAt(),
                OptionalInt.of(deviceNo),
                message.topic(),
                refusal.get(),
                alone));
      } else {
        fixes.add(
            new ReceivedFix(
                deviceNo, batch.epoch(), record.seq(), record.fix(), message.receivedAt()));
      }
    }
  }

  private void addEvent(Message message, DeviceId device, int deviceNo, NumberedEvent event) {
    seqs(device, event.epoch(), event.answerLater()).add(event.seq());
    events.add(new ReceivedEvent(deviceNo, event, message.receivedAt()));
  }

  private SeqCollector seqs(DeviceId device, long epoch, boolean answerLater) {
    var journal = new Journal(device, epoch);
    if (!answerLater) {
      asking.add(journal);
    }
    return seqs.computeIfAbsent(journal, unknown -> new SeqCollector());
  }

  private void bury(Message message, OptionalInt deviceNo, String reason) {
    deadLetters.add(
        new DeadLetter(message.receivedAt(), deviceNo, message.topic(), reason, message.payload()));
  }
}
