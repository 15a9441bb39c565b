package id.pantau.agent.nmea;

import java.util.function.Consumer;

/**
 * Turns the bytes of a receiver into epochs; the time of a fix comes from the satellites only.
 *
 * <p>One thread. {@code nanos} are those of {@link System#nanoTime} and only measure pauses.
 */
public final class NmeaDecoder {
  /** A burst at 9600 baud has no hole of this length; doubled when a receiver shows otherwise. */
  private static final long PAUSE_NANOS = 120_000_000;

  private static final long LONGEST_PAUSE_NANOS = 4 * PAUSE_NANOS;

  private final RefusalCounts counts = new RefusalCounts();
  private final SentenceGate gate = new SentenceGate(counts, this::accept);
  private final MarineReader reader = new MarineReader();
  private final SkyView sky = new SkyView();
  private final FixAssembler assembler;
  private long pauseNanos = PAUSE_NANOS;
  private long lastNanos;
  private boolean paused = true;
  private long closedBefore;

  public NmeaDecoder(DecoderSettings settings, Consumer<Epoch> out) {
    this.assembler = new FixAssembler(settings, counts, out);
  }

  /** Takes what came over the line, in pieces of any size. */
  public void accept(byte[] bytes, int offset, int count, long nanos) {
    tick(nanos);
    if (paused) {
      paused = false;
      closedBefore = assembler.closed();
    }
    lastNanos = nanos;
    gate.accept(bytes, offset, count);
  }

  /** Tells the time when nothing came, so that an epoch need not wait for the next one. */
  public void tick(long nanos) {
    if (!paused && nanos - lastNanos >= pauseNanos) {
      paused = true;
      assembler.pause();
    }
  }

  /** Whether more must come of this burst, or a pause show by {@link #tick} that it was all. */
  public boolean awaitsPause() {
    return !paused && (assembler.isOpen() || assembler.closed() == closedBefore);
  }

  /** Tells what is left; nothing may come after it. */
  public void end() {
    assembler.end();
  }

  public RefusalCounts counts() {
    return counts;
  }

  /** Of all constellations; negative when the receiver has not told it (GSV). */
  public int satellitesInView() {
    return sky.inView();
  }

  /** The best signal since the start, dB-Hz; 0 when there was none or it is not told. */
  public int strongestDb() {
    return sky.strongestDb();
  }

  private void accept(Sentence sentence) {
    sky.accept(sentence);
    boolean inTime;
    try {
      boolean whole = assembler.needs(sentence.kind());
      inTime = reader.read(sentence, whole).map(assembler::accept).orElse(true);
    } catch (RuntimeException unreadable) { // Marine API throws six kinds, all unchecked.
      counts.refuse(Refusal.SHAPE);
      return;
    }
    if (!inTime && pauseNanos < LONGEST_PAUSE_NANOS) {
      pauseNanos *= 2;
    }
  }
}
