package id.pantau.agent;

import id.pantau.agent.driving.DrivingSettings;
import id.pantau.agent.driving.DrivingWatch;
import id.pantau.agent.driving.Odometer;
import id.pantau.agent.journal.Journal;
import id.pantau.agent.motion.MotionFilter;
import id.pantau.agent.remote.CommandDesk;
import id.pantau.agent.service.Liveness;
import id.pantau.agent.service.Pulse;
import id.pantau.agent.uplink.Quarantine;
import id.pantau.agent.uplink.Uplink;
import id.pantau.agent.uplink.UplinkSettings;
import id.pantau.wire.Beat;
import id.pantau.wire.BeatCodec;
import id.pantau.wire.CommandResultCodec;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.Health;
import id.pantau.wire.HealthCodec;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackCodec;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From an assembled fix to a record that the collector has named: {@link Recording} makes records
 * of what the motion filter has judged, {@link Showing} puts it on the map, {@link Orders} does
 * what the office asks, the uplink sends. Its own thread does the work; {@link #accept} only hands
 * over and may be called from any thread.
 */
public final class Tracker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Tracker.class.getName());

  /** A quarter of an hour at 10 Hz; when it is full, the caller waits. */
  private static final int MAX_INPUTS = 10_000;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** Their place is told on a private drive too. */
  private static final Set<EventKind> CALLS_FOR_HELP =
      Set.of(EventKind.PANIC, EventKind.TOW, EventKind.TAMPER);

  /** A vehicle that is in a garage has no fix, and nothing to tell. */
  private static final Duration RESTS_WITHOUT_FIX_AFTER = Duration.ofMinutes(10);

  /** Idle, it shows that it lives. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Farther back than this is a corrected date and no double. */
  private static final Duration DATE_CORRECTION = Duration.ofMinutes(1);

  private final TrackerSettings settings;
  private final LongSupplier ticks;
  private final Journal journal;
  private final Uplink uplink;
  private final MotionFilter motion = new MotionFilter();
  private final Recording recording;
  private final Showing showing;
  private final @Nullable DrivingWatch driving;
  private final BlockingQueue<Input> inputs = new ArrayBlockingQueue<>(MAX_INPUTS);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Pulse pulse;
  private final Thread thread;

  private volatile @Nullable Fix last;
  private volatile boolean resting;
  private volatile long lastFixNanos;
  private boolean flushing;
  private final List<CountDownLatch> settling = new ArrayList<>();

  private sealed interface Input {
    record Located(Fix fix) implements Input {}

    record Happened(DeviceEvent event) implements Input {}

    /** Somebody wants to see where it is. */
    record Asked() implements Input {}

    /** From now on somebody can see where it is. */
    record Connected() implements Input {}

    record Settle(CountDownLatch done) implements Input {}

    record Stop() implements Input {}
  }

  private Tracker(TrackerSettings settings, Journal journal, Uplink uplink, Pulse pulse) {
    this.settings = settings;
    this.ticks = settings.ticks();
    this.lastFixNanos = ticks.getAsLong();
    this.journal = journal;
    this.uplink = uplink;
    this.pulse = pulse;
    this.recording = new Recording(settings, journal);
    this.showing = new Showing(settings, uplink, motion, recording);
    this.driving = settings.driving().map(how -> watch(how, settings.journalFolder())).orElse(null);
    this.thread = new Thread(this::run, "tracker-" + settings.device());
    thread.setDaemon(true);
  }

  private static DrivingWatch watch(DrivingSettings how, Path folder) {
    return new DrivingWatch(how, Odometer.open(folder.resolve("odometer")));
  }

  /**
   * Opens the journal and begins to send what is in it.
   *
   * @throws java.io.UncheckedIOException when the journal cannot be opened
   */
  public static Tracker open(TrackerSettings settings) {
    return open(settings, new Liveness());
  }

  /**
   * The same, for a program that is watched.
   *
   * @param liveness gets the parts {@code journal} and {@code uplink}
   */
  public static Tracker open(TrackerSettings settings, Liveness liveness) {
    return open(settings, liveness, Appliance.NONE);
  }

  /**
   * The same, in a machine that can be asked for more than positions.
   *
   * @param liveness gets the parts {@code journal} and {@code uplink}
   * @throws java.io.UncheckedIOException when the journal cannot be opened
   */
  static Tracker open(TrackerSettings settings, Liveness liveness, Appliance appliance) {
    Journal journal = Journal.open(settings.journalFolder(), settings.journal(), settings.ledger());
    OwnTls tls = OwnTls.of(settings, appliance);
    var told = new Downward();
    var uplink =
        new Uplink(
            new UplinkSettings(
                settings.device(),
                settings.mqttUri(),
                tls.contexts(),
                settings.batchRecords(),
                settings.batchAfter(),
                settings.ticks()),
            journal,
            new Quarantine(settings.journalFolder().resolve("quarantine")),
            settings.liveEvery(),
            told);
    var tracker = new Tracker(settings, journal, uplink, liveness.pulse("journal"));
    told.to(Topics.Down.COMMAND, tracker.commands(appliance)::accept);
    told.to(Topics.Down.CONFIG, appliance::configure);
    tls.renewal().ifPresent(each -> told.to(Topics.Down.CERTIFICATE, each::answered));
    Pulse turning = liveness.pulse("uplink");
    uplink.onTurn(
        () -> {
          turning.tick();
          tls.renewal()
              .ifPresent(
                  each -> each.turn(uplink.isConnected(), ask -> uplink.say(Topics.Up.CSR, ask)));
        });
    uplink.onConnected(() -> tracker.inputs.offer(new Input.Connected()));
    uplink.start();
    tracker.thread.start();
    return tracker;
  }

  private CommandDesk commands(Appliance appliance) {
    return new CommandDesk(
        new Orders(new Asked(), journal, uplink, appliance),
        appliance::now,
        result -> uplink.say(Topics.Up.RESULT, CommandResultCodec.encode(result)));
  }

  /** On the thread of the uplink. */
  private final class Asked implements Orders.Asked {
    @Override
    public Optional<Fix> newest() {
      return Optional.ofNullable(last);
    }

    @Override
    public void showNow() {
      hand(new Input.Asked());
    }

    @Override
    public void watch(Duration time) {
      showing.watch(time);
    }
  }

  /** Takes a fix; the ignition flags are those that it carries. */
  public void accept(Fix fix) {
    hand(new Input.Located(TrackCodec.rounded(fix)));
  }

  /** Takes an event; it is committed and sent at once. */
  public void accept(DeviceEvent event) {
    hand(new Input.Happened(event));
  }

  /** What is known and not recorded yet is recorded, committed and sent, as before an end. */
  void recordNow() {
    hand(new Input.Asked());
  }

  /** Sends a health report; a newer one replaces one that could not go yet. */
  public void send(Health health) {
    uplink.sendHealth(HealthCodec.encode(health));
  }

  /** Whether the vehicle has stood for long, or has been where there are no satellites for long. */
  public boolean isResting() {
    return resting || ticks.getAsLong() - lastFixNanos > RESTS_WITHOUT_FIX_AFTER.toNanos();
  }

  /**
   * Waits until all that was given is recorded, and all that goes now has gone and is answered. For
   * a measurement that lets time pass by itself; without a connection it waits in vain.
   */
  public boolean settle(Duration limit) throws InterruptedException {
    var done = new CountDownLatch(1);
    hand(new Input.Settle(done));
    return done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says that it lives; see {@link Uplink#isSparing}. */
  public void send(Beat beat) {
    uplink.sendBeat(BeatCodec.encode(beat));
  }

  private void hand(Input input) {
    try {
      inputs.put(input);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public long epoch() {
    return journal.epoch();
  }

  /** Records that the collector has not named. */
  public long depth() {
    return journal.depth();
  }

  /** Whether more records wait than travel in one message: it has been away, or is not answered. */
  public boolean isBehind() {
    return depth() >= settings.batchRecords();
  }

  public long journalBytesFree() {
    return journal.bytesFree();
  }

  public boolean isConnected() {
    return uplink.isConnected();
  }

  public Uplink uplink() {
    return uplink;
  }

  /** Records and commits what is known, and ends. Nothing is lost: the rest is sent next time. */
  @Override
  public void close() {
    stop.countDown();
    inputs.offer(new Input.Stop());
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    uplink.close();
    journal.close();
  }

  private void run() {
    while (stop.getCount() > 0 || !inputs.isEmpty()) {
      pulse.tick();
      try {
        Input next = inputs.poll(recording.waitNanos(LONGEST_WAIT), TimeUnit.NANOSECONDS);
        while (next != null) {
          handle(next);
          next = recording.isUrgent() ? null : inputs.poll();
        }
        if (recording.commitIfDue() && flushing) {
          flushing = false;
          uplink.flush();
        }
        uplink.rest(isResting());
        settling.forEach(uplink::settle);
        settling.clear();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (RuntimeException e) { // One bad fix must not end the recording.
        LOG.log(Level.ERROR, "a fix could not be recorded", e);
      }
    }
    if (driving != null) {
      driving.close();
    }
    recording.end();
  }

  private void handle(Input input) {
    switch (input) {
      case Input.Located(Fix fix) -> locate(fix);
      case Input.Happened(DeviceEvent event) -> recording.append(discreet(event));
      case Input.Asked asked -> showNow();
      case Input.Connected connected -> showing.connected(Optional.ofNullable(last));
      case Input.Settle(CountDownLatch done) -> settling.add(done);
      case Input.Stop stopNow -> {} // The loop looks at the latch.
    }
  }

  /** What is known and not recorded yet is recorded, and goes at once. */
  private void showNow() {
    recording.cut();
    recording.record(motion.findUntold().stream().toList());
    recording.hurry();
    flushing = true;
    showing.showNewest(Optional.ofNullable(last));
  }

  private void locate(Fix fix) {
    Fix before = last;
    if (before != null && !fix.fixTime().isAfter(before.fixTime())) {
      if (Duration.between(fix.fixTime(), before.fixTime()).compareTo(DATE_CORRECTION) < 0) {
        return; // The same moment again.
      }
      beginAnew();
      before = null;
    }
    last = fix;
    lastFixNanos = ticks.getAsLong();
    boolean changed = before != null && before.flags() != fix.flags();
    boolean wasParked = motion.isParked();
    List<Fix> judged = motion.accept(fix);
    judged.forEach(this::record);
    resting = motion.isSettled(fix.fixTime());
    if (judged.stream().noneMatch(each -> each.has(Fix.FLAG_JUMP))) {
      tellDriving(fix);
    }
    if (changed) {
      recording.cut();
    }
    if (!judged.isEmpty()) {
      boolean stops = motion.isParked() && (!wasParked || changed);
      showing.accept(judged.getLast(), stops);
    }
  }

  private void record(Fix judged) {
    boolean endsStop = recording.accept(judged);
    // A collector that knows no previews sees by the record that it stands.
    if (endsStop && uplink.isConnected() && !uplink.isSparing()) {
      recording.hurry();
    }
  }

  private void tellDriving(Fix fix) {
    if (driving != null) {
      driving
          .accept(fix, motion.findParkingPlace().orElse(null))
          .forEach(event -> recording.append(discreet(event)));
    }
  }

  /** What happens on a private drive is told without its place, unless help is called for. */
  private DeviceEvent discreet(DeviceEvent event) {
    Fix now = last;
    boolean isPrivate = now != null && now.has(Fix.FLAG_PRIVATE);
    return isPrivate && !CALLS_FOR_HELP.contains(event.kind())
        ? new DeviceEvent(event.kind(), event.time(), null, event.details())
        : event;
  }

  private void beginAnew() {
    recording.reset();
    motion.reset();
    if (driving != null) {
      driving.reset();
    }
    showing.reset();
  }
}
