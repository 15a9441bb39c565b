package id.pantau.agent.ublox;

import id.pantau.agent.serial.PortListener;
import id.pantau.agent.serial.PortWriter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks one thing after the other and reads back what the receiver says to it, while its sentences
 * go on to the listener behind. Begins when the first sentence makes sense: then the rate of the
 * line is right. Called by the thread of the port; any thread may ask for the state.
 */
public final class UbloxSetup implements PortListener {
  private static final System.Logger LOG = System.getLogger(UbloxSetup.class.getName());
  private static final Duration ANSWER_LIMIT = Duration.ofMillis(1_500);
  private static final int TRIES = 3;

  private final UbloxSettings settings;
  private final PortListener to;
  private UbxReader reader = new UbxReader(this::heard);
  private final List<String> refused = new ArrayList<>();

  private @Nullable PortWriter line;
  private List<UbloxSteps.Step> steps = List.of();
  private boolean classic;
  private boolean answered;
  private int index;
  private int tries;
  private long askedNanos;
  private long understoodAtOpening;
  private volatile String state = "waiting";

  public UbloxSetup(UbloxSettings settings, PortListener to) {
    this.settings = settings;
    this.to = to;
  }

  /** Whether it has nothing more to say to the receiver. */
  public boolean isOver() {
    return !state.equals("waiting") && !state.equals("running");
  }

  /** waiting, running, done, no-answer, or {@code refused:} and what. */
  public String state() {
    return state;
  }

  @Override
  public void opened(PortWriter writer) {
    reader = new UbxReader(this::heard);
    line = writer;
    steps = List.of();
    understoodAtOpening = to.understood();
    state = "waiting";
    to.opened(writer);
  }

  @Override
  public void received(byte[] bytes, int count, long nanos) {
    to.received(bytes, count, nanos);
    if (state.equals("running")) {
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
    to.lost(why);
  }

  private void goOn(long nanos) {
    if (state.equals("waiting") && line != null && to.understood() > understoodAtOpening) {
      refused.clear();
      answered = false;
      begin(true, nanos);
      state = "running";
    } else if (state.equals("running") && nanos - askedNanos >= ANSWER_LIMIT.toNanos()) {
      if (tries < TRIES) {
        ask(nanos);
      } else if (classic && !answered) {
        begin(false, nanos);
      } else if (!answered) {
        end("no-answer");
      } else {
        next(false, nanos);
      }
    }
  }

  private void begin(boolean classicDialect, long nanos) {
    classic = classicDialect;
    steps = classicDialect ? UbloxSteps.classic(settings) : UbloxSteps.keyed(settings);
    index = 0;
    tries = 0;
    ask(nanos);
  }

  private void ask(long nanos) {
    PortWriter writer = line;
    tries++;
    askedNanos = nanos;
    if (writer != null) {
      writer.write(steps.get(index).frame().bytes());
    }
  }

  private void heard(UbxFrame frame) {
    if (!state.equals("running") || !frame.isAnswerTo(steps.get(index).frame())) {
      return;
    }
    if (classic && index == 0 && !frame.isYes()) {
      begin(false, System.nanoTime()); // It is one of those that know keys only.
      return;
    }
    answered = true;
    next(frame.isYes(), System.nanoTime());
  }

  private void next(boolean yes, long nanos) {
    if (!yes && steps.get(index).needed()) {
      refused.add(steps.get(index).word());
    }
    index++;
    tries = 0;
    if (index < steps.size()) {
      ask(nanos);
    } else {
      end(refused.isEmpty() ? "done" : "refused:" + String.join("+", refused));
    }
  }

  private void end(String how) {
    state = how;
    LOG.log(Level.INFO, "receiver set up: {0}", how);
  }
}
