package id.pantau.agent.ublox;

import id.pantau.agent.serial.PortListener;
import id.pantau.agent.serial.PortWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a receiver of u-blox now and then how disturbed its reception is, while its sentences go on
 * to the listener behind. What a generation does not know it does not answer, and is not asked
 * again until the line is opened anew. Called by the thread of the port; any thread may ask.
 */
public final class InterferenceWatch implements PortListener {
  /** Two hundred bytes at most, of 57,600 that the slowest line carries in that time. */
  public static final Duration EVERY = Duration.ofMinutes(1);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final int MAX_UNANSWERED = 3;

  private final BooleanSupplier free;
  private final Duration every;
  private final PortListener to;
  private UbxReader reader = new UbxReader(this::heard);
  private final List<Question> questions = new ArrayList<>();

  private @Nullable PortWriter line;
  private long understoodAtOpening;
  private int next;
  private boolean waiting;
  private long nowNanos;
  private long askedNanos;
  private boolean everAsked;
  private long roundNanos;
  private Interference round = Interference.UNKNOWN;
  private volatile Optional<Interference> latest = Optional.empty();
  private volatile int rounds;

  /** One message that may be known. */
  private static final class Question {
    private final UbxFrame frame;
    private int unanswered;

    Question(int group, int id) {
      frame = new UbxFrame(group, id, new byte[0]);
    }
  }

  /**
   * Asks nothing yet.
   *
   * @param free whether nobody else is talking to the receiver
   * @param every from one round of questions to the next
   */
  public InterferenceWatch(BooleanSupplier free, Duration every, PortListener to) {
    this.free = free;
    this.every = every;
    this.to = to;
  }

  /** What it said last; empty when it has not answered. */
  public Optional<Interference> latest() {
    return latest;
  }

  /** How often everything has been asked. */
  public int rounds() {
    return rounds;
  }

  @Override
  public void opened(PortWriter writer) {
    reader = new UbxReader(this::heard);
    questions.clear();
    questions.add(new Question(Interference.MON, Interference.MON_RF));
    questions.add(new Question(Interference.MON, Interference.MON_HW));
    questions.add(new Question(Interference.SEC, Interference.SEC_SIG));
    line = writer;
    waiting = false;
    everAsked = false;
    next = 0;
    understoodAtOpening = to.understood();
    to.opened(writer);
  }

  @Override
  public void received(byte[] bytes, int count, long nanos) {
    to.received(bytes, count, nanos);
    nowNanos = nanos;
    if (waiting) {
      reader.accept(bytes, count);
    }
    goOn(nanos);
  }

  @Override
  public void silent(long nanos) {
    to.silent(nanos);
    goOn(nanos);
  }

  @Override
  public boolean awaitsPause() {
    return to.awaitsPause();
  }

  @Override
  public long understood() {
    return to.understood();
  }

  @Override
  public void lost(String why) {
    line = null;
    latest = Optional.empty();
    to.lost(why);
  }

  private void goOn(long nanos) {
    if (waiting) {
      if (nanos - askedNanos >= ANSWER_LIMIT.toNanos()) {
        questions.get(next).unanswered++;
        goToNext(nanos);
      }
      return;
    }
    boolean due = !everAsked || nanos - roundNanos >= every.toNanos();
    // When sentences make sense the rate of the line is right.
    if (due && line != null && to.understood() > understoodAtOpening && free.getAsBoolean()) {
      questions.removeIf(each -> each.unanswered >= MAX_UNANSWERED);
      everAsked = true;
      roundNanos = nanos;
      round = Interference.UNKNOWN;
      next = -1;
      goToNext(nanos);
    }
  }

  private void goToNext(long nanos) {
    next++;
    waiting = next < questions.size();
    PortWriter writer = line;
    if (waiting && writer != null) {
      askedNanos = nanos;
      writer.write(questions.get(next).frame.bytes());
    } else {
      waiting = false;
      latest = round.equals(Interference.UNKNOWN) ? Optional.empty() : Optional.of(round);
      rounds++;
    }
  }

  private void heard(UbxFrame frame) {
    if (!waiting) {
      return;
    }
    UbxFrame asked = questions.get(next).frame;
    if (frame.group() == asked.group() && frame.id() == asked.id()) {
      Interference.read(frame)
          .ifPresent(
              said -> {
                round = round.and(said);
                questions.get(next).unanswered = 0;
                goToNext(nowNanos);
              });
    }
  }
}
