package id.pantau.agent;

import id.pantau.agent.driving.DrivingSettings;
import id.pantau.agent.driving.DrivingWatch;
import id.pantau.agent.driving.Odometer;
import id.pantau.agent.identity.Renewal;
import id.pantau.agent.journal.Journal;
import id.pantau.agent.motion.MotionFilter;
import id.pantau.agent.motion.TrackThinner;
import id.pantau.agent.remote.Arguments;
import id.pantau.agent.remote.CommandDesk;
import id.pantau.agent.remote.Refused;
import id.pantau.agent.service.Liveness;
import id.pantau.agent.service.Pulse;
import id.pantau.agent.uplink.Quarantine;
import id.pantau.agent.uplink.Uplink;
import id.pantau.agent.uplink.UplinkSettings;
import id.pantau.wire.Beat;
import id.pantau.wire.BeatCodec;
import id.pantau.wire.Command;
import id.pantau.wire.CommandResultCodec;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.Fix;
import id.pantau.wire.Health;
import id.pantau.wire.HealthCodec;
import id.pantau.wire.MutualTls;
import id.pantau.wire.StraightOn;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackCodec;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * From an assembled fix to a record that the collector has named: motion filter, thinner, journal,
 * uplink. Its own thread does the work; {@link #accept} only hands over and may be called from any
 * thread.
 */
public final class Tracker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Tracker.class.getName());

  /** A quarter of an hour at 10 Hz; when it is full, the caller waits. */
  private static final int MAX_INPUTS = 10_000;

  /** A card that refuses is asked again once a second. */
  private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** A vehicle that is in a garage has no fix, and nothing to tell. */
  private static final Duration RESTS_WITHOUT_FIX_AFTER = Duration.ofMinutes(10);

  private static final int MAX_WATCH_S = 600;
  private static final int MAX_LOG_LINES = 500;

  /** Idle, it shows that it lives. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Farther back than this is a corrected date and no double. */
  private static final Duration DATE_CORRECTION = Duration.ofMinutes(1);

  private final TrackerSettings settings;
  private final LongSupplier ticks;
  private final Journal journal;
  private final Uplink uplink;
  private final Watching watching;
  private final MotionFilter motion = new MotionFilter();
  private final @Nullable TrackThinner thinner;
  private final @Nullable DrivingWatch driving;
  private final BlockingQueue<Input> inputs = new ArrayBlockingQueue<>(MAX_INPUTS);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Pulse pulse;
  private final Thread thread;

  private volatile @Nullable Fix last;
  private volatile boolean resting;
  private final Shown shown = new Shown();
  private volatile long lastFixNanos;
  private long firstPendingNanos;
  private boolean urgent;
  private boolean flushing;
  private final List<CountDownLatch> settling = new ArrayList<>();
  private long retryNanos;
  private boolean refused;

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
    this.watching = new Watching(settings.liveEvery(), uplink::liveEvery, ticks);
    this.thinner = settings.thinning().map(TrackThinner::new).orElse(null);
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
    Supplier<Optional<Instant>> trusted =
        () -> TrustedTime.of(appliance.now(), InstantSource.system());
    Optional<Renewal> renewal =
        settings
            .tls()
            .flatMap(
                files ->
                    Renewal.find(
                        settings.device(),
                        files,
                        trusted,
                        () -> appliance.now().orElseGet(InstantSource.system()::instant)));
    Optional<Supplier<SSLContext>> tls =
        settings
            .tls()
            .map(
                files ->
                    renewal
                        .<Supplier<SSLContext>>map(each -> each::tls)
                        .orElse(
                            () ->
                                MutualTls.context(
                                    files.caFile(),
                                    files.certificateFile(),
                                    files.keyFile(),
                                    trusted.get())));
    var told = new Downward();
    var uplink =
        new Uplink(
            new UplinkSettings(
                settings.device(),
                settings.mqttUri(),
                tls,
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
    renewal.ifPresent(each -> told.to(Topics.Down.CERTIFICATE, each::answered));
    Pulse turning = liveness.pulse("uplink");
    uplink.onTurn(
        () -> {
          turning.tick();
          renewal.ifPresent(
              each -> each.turn(uplink.isConnected(), ask -> uplink.say(Topics.Up.CSR, ask)));
        });
    uplink.onConnected(() -> tracker.inputs.offer(new Input.Connected()));
    uplink.start();
    tracker.thread.start();
    return tracker;
  }

  private CommandDesk commands(Appliance appliance) {
    return new CommandDesk(
        command -> carryOut(command, appliance),
        appliance::now,
        result -> uplink.say(Topics.Up.RESULT, CommandResultCodec.encode(result)));
  }

  private String carryOut(Command command, Appliance appliance) throws Refused {
    switch (command.kind()) {
      case WATCH -> {
        int seconds = Arguments.number(command, "seconds", 1, MAX_WATCH_S);
        watching.begin(Duration.ofSeconds(seconds));
        hand(new Input.Asked());
        return "";
      }
      case POSITION_NOW -> {
        Fix newest = last;
        hand(new Input.Asked());
        return newest == null
            ? "belum ada posisi | no position yet"
            : newest.fixTime() + " " + newest.at().lat() + " " + newest.at().lon();
      }
      case RESEND -> {
        long count = journal.resendFrom(Arguments.instant(command, "from"));
        uplink.rewind();
        return count + " rekaman | records";
      }
      case RESTART -> {
        appliance.restart();
        return "";
      }
      case LOG_EXCERPT -> {
        return appliance.logExcerpt(Arguments.number(command, "lines", 1, MAX_LOG_LINES));
      }
    }
    throw new IllegalStateException("a kind that nobody knows: " + command.kind());
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
    firstPendingNanos = ticks.getAsLong();
    while (stop.getCount() > 0 || !inputs.isEmpty()) {
      pulse.tick();
      try {
        Input next = inputs.poll(waitNanos(), TimeUnit.NANOSECONDS);
        while (next != null) {
          handle(next);
          next = urgent ? null : inputs.poll();
        }
        commitIfDue();
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
    if (thinner != null) {
      record(thinner.cut());
    }
    if (driving != null) {
      driving.close();
    }
    journal.commit();
  }

  private long waitNanos() {
    if (refused) {
      return Math.max(1, retryNanos - ticks.getAsLong());
    }
    if (journal.pending() == 0) {
      return LONGEST_WAIT.toNanos();
    }
    long due = firstPendingNanos + settings.journal().commitAfter().toNanos();
    return Math.clamp(due - ticks.getAsLong(), 1, LONGEST_WAIT.toNanos());
  }

  private void handle(Input input) {
    switch (input) {
      case Input.Located(Fix fix) -> locate(fix);
      case Input.Happened(DeviceEvent event) -> append(event);
      case Input.Asked asked -> showNow();
      case Input.Connected connected -> showConnected();
      case Input.Settle(CountDownLatch done) -> settling.add(done);
      case Input.Stop stopNow -> {} // The loop looks at the latch.
    }
  }

  /** What is known and not recorded yet is recorded, and goes at once. */
  private void showNow() {
    if (thinner != null) {
      record(thinner.cut());
    }
    record(motion.findUntold().stream().toList());
    urgent = journal.pending() > 0;
    flushing = true;
    showNewest();
  }

  /** Of one that stands the place that is held is shown, and not where the receiver wanders. */
  private void showNewest() {
    Fix newest = last;
    if (newest != null && uplink.isSparing() && !motion.isParked()) {
      show(newest);
    }
  }

  /** On the map, which needs no record of it. A private drive is nobody's to see. */
  private void show(Fix fix) {
    if (!fix.has(Fix.FLAG_JUMP) && !fix.has(Fix.FLAG_PRIVATE)) {
      uplink.preview(fix);
      shown.show(fix);
    }
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
    judged.forEach(this::thin);
    resting = motion.isSettled(fix.fixTime());
    if (judged.stream().noneMatch(each -> each.has(Fix.FLAG_JUMP))) {
      tellDriving(fix);
    }
    if (changed && thinner != null) {
      record(thinner.cut());
    }
    if (!judged.isEmpty()) {
      boolean stops = motion.isParked() && (!wasParked || changed);
      showIfDue(judged.getLast(), stops);
    }
  }

  /**
   * Without a connection nobody sees it, and a thinner track is all that is wanted.
   *
   * @param stops whether it just came to stand there, or its ignition changed
   */
  private void showIfDue(Fix fix, boolean stops) {
    boolean sparing = uplink.isSparing();
    boolean liveDue =
        uplink.isConnected() && !motion.isParked() && shown.becomesDue(fix, liveEvery(sparing));
    if (sparing) {
      if (stops || liveDue && !shown.isRight(fix)) {
        show(fix);
      }
    } else if (liveDue) {
      if (thinner != null) {
        record(thinner.cut());
      }
      urgent |= journal.pending() > 0;
    }
  }

  /**
   * A fix that came before the connection need not wait for the next one; nor one that was due
   * before it was known how to show it.
   */
  private void showConnected() {
    Fix newest = last;
    if (uplink.isSparing()) {
      showNewest();
    } else if (newest != null) {
      showIfDue(newest, false);
    }
  }

  /** Earlier when one may be left out: the collector needs a moment to be sure of that. */
  private Duration liveEvery(boolean sparing) {
    Duration every = watching.liveEvery();
    boolean usual = every.equals(TrackerSettings.LIVE_EVERY);
    return sparing && usual ? StraightOn.STEP : every;
  }

  private void tellDriving(Fix fix) {
    if (driving == null) {
      return;
    }
    for (DeviceEvent event : driving.accept(fix, motion.findParkingPlace().orElse(null))) {
      append(event);
    }
  }

  private void beginAnew() {
    if (thinner != null) {
      record(thinner.cut());
      thinner.reset();
    }
    motion.reset();
    if (driving != null) {
      driving.reset();
    }
    shown.reset();
  }

  private void thin(Fix fix) {
    if (thinner == null || fix.has(Fix.FLAG_JUMP)) {
      record(List.of(fix));
    } else if (fix.has(Fix.FLAG_HELD)) {
      // First and last point of a stop are always kept, and the line ends there.
      record(thinner.accept(fix));
      record(thinner.cut());
      if (uplink.isConnected() && !uplink.isSparing()) {
        urgent = true;
      }
    } else {
      record(thinner.accept(fix));
    }
  }

  private void append(DeviceEvent event) {
    beforePending();
    journal.append(event);
    urgent = true;
  }

  private void record(List<Fix> kept) {
    for (Fix fix : kept) {
      beforePending();
      journal.append(fix);
    }
  }

  private void beforePending() {
    if (journal.pending() == 0) {
      firstPendingNanos = ticks.getAsLong();
    }
  }

  private void commitIfDue() {
    long now = ticks.getAsLong();
    int pending = journal.pending();
    if (pending == 0) {
      urgent = false;
      flushIfWanted();
      return;
    }
    boolean due =
        urgent
            || pending >= settings.journal().commitRecords()
            || now - firstPendingNanos >= settings.journal().commitAfter().toNanos();
    if (due && (!refused || now - retryNanos >= 0)) {
      refused = !journal.commit();
      retryNanos = ticks.getAsLong() + RETRY_EVERY.toNanos();
      urgent = refused && urgent;
      if (!refused) {
        flushIfWanted();
      }
    }
  }

  private void flushIfWanted() {
    if (flushing) {
      flushing = false;
      uplink.flush();
    }
  }
}
