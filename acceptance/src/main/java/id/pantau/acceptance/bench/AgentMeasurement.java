package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Acknowledger;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.PreviewCodec;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.PseudoSerial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the tracker costs the machine it runs on, and how soon after its start the first position is
 * at the broker: as a process of its own, started by the launcher of its package with the archive
 * of classes, on a pseudo serial line at 9600 baud, over TLS to a real broker.
 *
 * <p>The first position is measured twice. Once the line still holds what the receiver said before
 * anybody opened it: that time is the tracker's own. And once as on a UART, where it is lost: then
 * the receiver speaks again within a second, and that wait is its own.
 */
final class AgentMeasurement implements Measurement {
  private static final String RSS = "rssMb";
  private static final String FIRST_FIX = "firstFixMs";
  private static final String CPU = "cpuPercentOfCore";

  private static final DeviceId DEVICE = new DeviceId("ambulans-1");
  private static final InstantSource CLOCK = InstantSource.system();

  /** So many starts of each kind, spread evenly over the receiver's second. */
  private static final int USUAL_STARTS = 5;

  /** What the receiver has said by then is in the line. */
  private static final Duration TALKED = Duration.ofSeconds(2);

  /**
   * A tracker runs for days. What it does once a second is compiled after some 200 times, so that
   * the first minutes are the compiler's.
   */
  private static final Duration WARM_UP = Duration.ofSeconds(300);

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(3);

  private final Duration time;
  private final Duration warmUp;
  private final int startCount;

  /** Set by a thread of Paho: the first position whose time is not before this one. */
  private volatile Instant wanted = Instant.MAX;

  /** Only the thread of Paho. */
  private final PreviewCodec.Reader previews = new PreviewCodec.Reader();

  private final AtomicLong seenNanos = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();

  /**
   * A start.
   *
   * @param firstFixMs until its first position was at the broker
   * @param cpuMs what all its threads had computed by then
   */
  private record Started(ChildProcess process, double firstFixMs, double cpuMs) {}

  AgentMeasurement(Duration time) {
    this(time, USUAL_STARTS);
  }

  /** With other starts, for a test of this. */
  AgentMeasurement(Duration time, int startCount) {
    this.time = time;
    this.startCount = startCount;
    this.warmUp = time.compareTo(WARM_UP) < 0 ? time : WARM_UP;
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(RSS, 64.0, FIRST_FIX, 700.0, CPU, 0.3);
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    var authority = CertificateAuthority.create(folder.resolve("ca"), CLOCK);
    Instant now = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
    int seconds = Math.toIntExact(time.plus(warmUp).plus(LIMIT.multipliedBy(3)).toSeconds());
    var receiver = new Drives(20).drivingFrom(now, seconds);
    try (PrivateBroker broker = PrivateBroker.start(folder.resolve("broker"), authority);
        Acknowledger office = Acknowledger.start(broker, authority, "collector", this::heard);
        TalkingReceiver talking =
            TalkingReceiver.start(PseudoSerial.open(folder, "gps0"), receiver, CLOCK)) {
      Path config = writeConfig(folder, talking.device(), broker, authority);
      report.say("building the archive of classes");
      PackagedAgent agent = PackagedAgent.install(folder.resolve("installed"));
      report.figure("archiveMb", agent.archiveBytes() / 1e6, 1);
      var starts = new Starts(agent, config, talking);
      starts.once(0, true).process().terminate(STOP_LIMIT); // Makes the journal.

      double[] held = starts.many(true);
      report.figure("firstFixCpuMs", starts.meanCpuMs(), 0);
      report.atMost(FIRST_FIX, median(held), 0);
      report.figure("firstFixMsBest", held[0], 0);
      report.figure("firstFixMsWorst", held[held.length - 1], 0);
      double[] lost = starts.many(false);
      report.figure("firstFixOnUartMsMean", Arrays.stream(lost).average().orElseThrow(), 0);
      report.figure("firstFixOnUartMsWorst", lost[lost.length - 1], 0);

      try (ChildProcess running = starts.once(0, false).process()) {
        measureSteady(running, report);
      }
    }
  }

  private void measureSteady(ChildProcess running, Report report) throws InterruptedException {
    report.say(
        "driving, a fix a second, for %d s after %d s", time.toSeconds(), warmUp.toSeconds());
    var never = new CountDownLatch(1);
    never.await(warmUp.toMillis(), TimeUnit.MILLISECONDS);
    long messagesBefore = messages.get();
    ProcessCost before = ProcessCost.of(running.pid());
    long start = System.nanoTime();
    never.await(time.toMillis(), TimeUnit.MILLISECONDS);
    ProcessCost used = ProcessCost.of(running.pid()).minus(before);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    long told = messages.get() - messagesBefore;
    if (!running.isAlive() || told < time.toSeconds() / 30) {
      throw new IllegalStateException(
          "the tracker told " + told + " times only:\n" + running.tail());
    }
    double seconds = took.toNanos() / 1e9;
    report.atMost(CPU, 100.0 * used.cpu().toNanos() / took.toNanos(), 3);
    report.figure("wakeUpsPerS", used.switches() / seconds, 1);
    report.figure("messagesPerMinute", told * 60 / seconds, 1);
    report.atMost(RSS, ProcessCost.megabytes(running.pid(), "Rss"), 1);
    report.figure("privateDirtyMb", ProcessCost.megabytes(running.pid(), "Private_Dirty"), 1);
    report.figure("threads", used.threads().size(), 0);
    report.figure(
        "loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), 1);
    report.say("  busiest: %s", used.busiest(took));
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** On a thread of Paho. */
  private void heard(Topics.Source from, byte[] payload) {
    long nanos = System.nanoTime();
    messages.incrementAndGet();
    // An older start may have left something in the journal.
    Instant since = wanted;
    if (places(from.lane(), payload).anyMatch(fix -> !fix.fixTime().isBefore(since))) {
      seenNanos.compareAndSet(0, nanos);
    }
  }

  private Stream<Fix> places(Topics.Up lane, byte[] payload) {
    return switch (lane) {
      case LIVE, TRACK ->
          TrackCodec.decode(payload) instanceof Decoded.Good<TrackBatch>(var batch)
              ? batch.records().stream().map(TrackRecord::fix)
              : Stream.empty();
      case PREVIEW ->
          previews.read(payload, CLOCK.instant()) instanceof Decoded.Good<Optional<Fix>>(var fix)
              ? fix.stream()
              : Stream.empty();
      case EVENT, HEALTH, BEAT, RESULT, CSR, OWNTRACKS -> Stream.empty();
    };
  }

  /** Starts of the tracker, one after the other. */
  private final class Starts {
    private final PackagedAgent agent;
    private final Path config;
    private final TalkingReceiver receiver;
    private double cpuMs;

    Starts(PackagedAgent agent, Path config, TalkingReceiver receiver) {
      this.agent = agent;
      this.config = config;
      this.receiver = receiver;
    }

    /** Their times, the shortest first. */
    double[] many(boolean lineHolds) throws InterruptedException {
      var times = new double[startCount];
      cpuMs = 0;
      for (int i = 0; i < startCount; i++) {
        Started started = once(1_000L * i / startCount, lineHolds);
        times[i] = started.firstFixMs();
        cpuMs += started.cpuMs() / startCount;
        started.process().terminate(STOP_LIMIT);
      }
      Arrays.sort(times);
      return times;
    }

    /** Of the last ones; other work on the machine makes them slower, but hardly dearer. */
    double meanCpuMs() {
      return cpuMs;
    }

    /**
     * Returns when its first position is there.
     *
     * @param phaseMs so long after a full second
     * @param lineHolds whether the line holds what the receiver said before anybody opened it
     */
    Started once(long phaseMs, boolean lineHolds) throws InterruptedException {
      receiver.replug();
      wanted = CLOCK.instant();
      seenNanos.set(0);
      if (lineHolds) {
        receiver.switchOn();
      }
      Instant begin = wanted.plus(TALKED).truncatedTo(ChronoUnit.SECONDS).plusMillis(phaseMs);
      new CountDownLatch(1)
          .await(Duration.between(CLOCK.instant(), begin).toMillis(), TimeUnit.MILLISECONDS);
      long start = System.nanoTime();
      ChildProcess process = agent.start("agent", config);
      try {
        if (!lineHolds) {
          awaitOpen(process.pid(), start);
          receiver.switchOn();
        }
        Await.until(
            "the first position is at the broker", LIMIT, LOOK_EVERY, () -> seenNanos.get() != 0);
      } catch (AssertionError e) {
        String tail = process.tail();
        process.close();
        throw new IllegalStateException(e.getMessage() + "; it said:\n" + tail, e);
      }
      double computedMs = CpuTime.of(List.of(process.pid())).toMillis();
      return new Started(process, (seenNanos.get() - start) / 1e6, computedMs);
    }

    private void awaitOpen(long pid, long start) {
      Path device = real(receiver.device());
      while (!hasOpen(pid, device)) {
        if (System.nanoTime() - start > LIMIT.toNanos()) {
          throw new AssertionError("the tracker does not open " + device);
        }
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
      }
    }
  }

  private static Path real(Path device) {
    try {
      return device.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no " + device, e);
    }
  }

  private static boolean hasOpen(long pid, Path device) {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.anyMatch(each -> isLinkTo(each, device));
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean isLinkTo(Path link, Path target) {
    try {
      return Files.readSymbolicLink(link).equals(target);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static Path writeConfig(
      Path folder, Path device, PrivateBroker broker, CertificateAuthority authority) {
    Credentials own = authority.device(DEVICE);
    try {
      return Files.writeString(
          folder.resolve("agent.yaml"),
          """
          device: %s
          gnss:
            port: %s
          mqtt:
            uri: %s
            ca-file: %s
            certificate-file: %s
            key-file: %s
          journal:
            folder: %s
          """
              .formatted(
                  DEVICE,
                  device,
                  broker.uri(),
                  authority.certificateFile(),
                  own.certificateFile(),
                  own.keyFile(),
                  folder.resolve("journal")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + folder, e);
    }
  }
}
