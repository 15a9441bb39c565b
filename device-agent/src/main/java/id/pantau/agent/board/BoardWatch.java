package id.pantau.agent.board;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Looks at the inputs and tells what has changed. {@link #look} is called every {@link #LOOK_EVERY}
 * by one thread; any thread may ask for the state.
 */
public final class BoardWatch {
  public static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Board board;
  private final BiConsumer<Signal, Boolean> changed;
  private final Map<Signal, Debounced> inputs = new EnumMap<>(Signal.class);
  private volatile Set<Signal> on = Set.of();
  private volatile Set<Signal> known = Set.of();

  /**
   * Nothing is looked at yet.
   *
   * @param changed is told every change, not the first level of an input
   */
  public BoardWatch(Board board, BiConsumer<Signal, Boolean> changed) {
    this.board = board;
    this.changed = changed;
    board.inputs().forEach(signal -> inputs.put(signal, debounced(signal)));
  }

  private static Debounced debounced(Signal signal) {
    return new Debounced(looks(Duration.ofMillis(Signal.SETTLES_MS)), looks(signal.goneFor()));
  }

  /** The first look of a level is no time yet. */
  private static int looks(Duration time) {
    return 1 + Math.toIntExact(time.dividedBy(LOOK_EVERY));
  }

  public void look() {
    inputs.forEach(
        (signal, input) -> {
          if (input.look(board.isOn(signal))) {
            boolean isFirst = !known.contains(signal);
            on = with(on, signal, input.isOn());
            known = with(known, signal, true);
            if (!isFirst) {
              changed.accept(signal, input.isOn());
            }
          }
        });
  }

  private static Set<Signal> with(Set<Signal> set, Signal signal, boolean isIn) {
    EnumSet<Signal> copy = EnumSet.noneOf(Signal.class);
    copy.addAll(set);
    if (isIn) {
      copy.add(signal);
    } else {
      copy.remove(signal);
    }
    return copy;
  }

  /** Whether the input is wired and has settled. */
  public boolean isKnown(Signal signal) {
    return known.contains(signal);
  }

  /** Its settled level; false while it is not known. */
  public boolean isOn(Signal signal) {
    return on.contains(signal);
  }
}
