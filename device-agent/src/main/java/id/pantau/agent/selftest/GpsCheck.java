package id.pantau.agent.selftest;

import id.pantau.agent.nmea.DecoderSettings;
import id.pantau.agent.nmea.Epoch;
import id.pantau.agent.nmea.NmeaDecoder;
import id.pantau.agent.serial.NmeaPort;
import id.pantau.agent.serial.PortListener;
import id.pantau.agent.serial.PortSettings;
import id.pantau.agent.serial.PortWriter;
import id.pantau.agent.ublox.Interference;
import id.pantau.agent.ublox.InterferenceWatch;
import id.pantau.wire.Fix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens to the receiver until it has a fix, or for so long. The thread of the port hears. */
final class GpsCheck implements PortListener {
  private static final Duration SILENCE = Duration.ofSeconds(6);

  /** For each rate that is tried; the search itself takes two and a half. */
  private static final Duration PER_RATE = Duration.ofSeconds(3);

  /** After the fix, until the receiver has said everything it says. */
  private static final Duration WHOLE_CYCLE = Duration.ofMillis(2_500);

  /** Every question that a receiver does not know takes two seconds. */
  private static final Duration QUESTIONS = Duration.ofSeconds(8);

  private static final int LOOK_EVERY_MS = 100;
  private static final int WEAK_DB = 30;

  /** The first sentence of an opened line is cut; more than one in twenty is a bad cable. */
  private static final int MAX_DAMAGED_PARTS = 20;

  private static final int DAMAGED_AT_START = 3;

  private final PortSettings settings;
  private final Duration limit;
  private final NmeaDecoder decoder;
  private final Optional<InterferenceWatch> interference;
  private final CountDownLatch hasFix = new CountDownLatch(1);
  private final CountDownLatch isLost = new CountDownLatch(1);
  private volatile boolean opened;
  private volatile boolean heard;
  private volatile @Nullable Fix fix;
  private volatile long fixNanos;
  private volatile @Nullable Instant satelliteTime;
  private volatile long satelliteNanos;

  /**
   * @param ublox whether the receiver may be asked in the words of u-blox
   */
  GpsCheck(PortSettings settings, DecoderSettings decoding, Duration limit, boolean ublox) {
    this.settings = settings;
    this.limit = limit;
    this.decoder = new NmeaDecoder(decoding, this::accept);
    this.interference =
        ublox
            ? Optional.of(new InterferenceWatch(() -> true, InterferenceWatch.EVERY, this))
            : Optional.empty();
  }

  private void accept(Epoch epoch) {
    satelliteNanos = System.nanoTime();
    satelliteTime = epoch.time();
    if (epoch instanceof Epoch.Located located) {
      if (fix == null) {
        fixNanos = satelliteNanos;
      }
      fix = located.fix();
      hasFix.countDown();
    }
  }

  /** The time of the satellites now, when the receiver has told one. */
  Optional<Instant> satelliteTime() {
    Instant told = satelliteTime;
    return told == null
        ? Optional.empty()
        : Optional.of(told.plusNanos(System.nanoTime() - satelliteNanos));
  }

  void run(Consumer<Finding> out) throws InterruptedException {
    Path device = Path.of(settings.device());
    if (!Files.exists(device)) {
      out.accept(Finding.of(Saying.PORT_ABSENT, device));
      return;
    }
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      out.accept(Finding.of(Saying.PORT_DENIED, device));
      return;
    }
    long start = System.nanoTime();
    PortListener listener = interference.isPresent() ? interference.get() : this;
    try (NmeaPort port = new NmeaPort(settings, listener)) {
      port.start();
      if (listen(start)) {
        out.accept(Finding.of(Saying.PORT_OPEN, device));
        tell(port.rate(), start, out);
      } else {
        out.accept(Finding.of(opened ? Saying.PORT_SILENT : Saying.PORT_BUSY, device));
      }
    }
  }

  /** Until there is a fix or nothing more to wait for; whether anything was heard. */
  private boolean listen(long start) throws InterruptedException {
    Duration forSense = PER_RATE.multipliedBy(settings.rates().size()).plus(SILENCE);
    while (!hasFix.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
      long nanos = System.nanoTime() - start;
      boolean isOver =
          isLost.getCount() == 0
              || nanos > limit.toNanos()
              || !heard && nanos > SILENCE.toNanos()
              || understood() == 0 && nanos > forSense.toNanos();
      if (isOver) {
        break;
      }
    }
    if (hasFix.getCount() == 0) {
      isLost.await(WHOLE_CYCLE.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (interference.isPresent() && understood() > 0) {
      awaitAnswers(interference.get());
    }
    return heard;
  }

  private void awaitAnswers(InterferenceWatch watch) throws InterruptedException {
    long start = System.nanoTime();
    while (watch.rounds() == 0 && System.nanoTime() - start < QUESTIONS.toNanos()) {
      if (isLost.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private void tell(int rate, long start, Consumer<Finding> out) {
    long good = decoder.counts().accepted();
    long bad = decoder.counts().refused();
    if (good == 0) {
      String rates =
          settings.rates().stream().map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("");
      out.accept(Finding.of(Saying.BAUD_WRONG, rates));
      return;
    }
    out.accept(Finding.of(Saying.BAUD_FOUND, rate));
    boolean damaged = bad > DAMAGED_AT_START + good / MAX_DAMAGED_PARTS;
    out.accept(Finding.of(damaged ? Saying.SENTENCES_DAMAGED : Saying.SENTENCES_GOOD, good, bad));
    out.accept(satellites());
    interference.flatMap(InterferenceWatch::latest).flatMap(GpsCheck::disturbed).ifPresent(out);
    Fix found = fix;
    long end = found == null ? System.nanoTime() : fixNanos;
    long seconds = Duration.ofNanos(end - start).toSeconds();
    out.accept(
        found == null
            ? Finding.of(Saying.FIX_NONE, seconds)
            : Finding.of(
                Saying.FIX_FOUND,
                seconds,
                found.satellites() == Fix.UNKNOWN_SATELLITES ? "?" : found.satellites(),
                found.mode().nmea() + "D",
                Double.isNaN(found.hdop()) ? "?" : found.hdop()));
  }

  /** Nothing is said where the receiver does not say it. */
  private static Optional<Finding> disturbed(Interference found) {
    if (found.spoofing().compareTo(Interference.Spoofing.SUSPECTED) >= 0) {
      return Optional.of(Finding.of(Saying.INTERFERENCE_FALSE));
    }
    String carrier = found.indicator() < 0 ? "?" : Integer.toString(found.indicator());
    return switch (found.jamming()) {
      case STRONG -> Optional.of(Finding.of(Saying.INTERFERENCE_STRONG, carrier));
      case SEEN -> Optional.of(Finding.of(Saying.INTERFERENCE_SEEN, carrier));
      case NONE -> Optional.of(Finding.of(Saying.INTERFERENCE_NONE, carrier));
      case UNKNOWN -> Optional.empty();
    };
  }

  private Finding satellites() {
    int inView = decoder.satellitesInView();
    int strongest = decoder.strongestDb();
    if (inView < 0) {
      return Finding.of(Saying.SATELLITES_UNSAID);
    }
    if (inView == 0 || strongest == 0 && fix == null) {
      return Finding.of(Saying.SATELLITES_NONE, inView);
    }
    boolean weak = strongest < WEAK_DB && fix == null;
    return Finding.of(weak ? Saying.SATELLITES_WEAK : Saying.SATELLITES_SEEN, inView, strongest);
  }

  @Override
  public void opened(PortWriter line) {
    opened = true;
  }

  @Override
  public void received(byte[] bytes, int count, long nanos) {
    heard = true;
    decoder.accept(bytes, 0, count, nanos);
  }

  @Override
  public void silent(long nanos) {
    decoder.tick(nanos);
  }

  @Override
  public long understood() {
    return decoder.counts().accepted();
  }

  @Override
  public void lost(String why) {
    isLost.countDown();
  }
}
