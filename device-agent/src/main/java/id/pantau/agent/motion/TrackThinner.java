package id.pantau.agent.motion;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the fixes that a straight line at even speed between two kept ones explains within the
 * allowed error at their own time. One pass; memory does not grow with the track. One thread.
 *
 * <p>From the last kept fix, the anchor, it goes on as far as any fix can still end a line that
 * explains all between, and keeps the farthest such fix. What came behind that one is looked at
 * again from there: at most {@value #MAX_BEHIND} fixes.
 */
public final class TrackThinner {
  private static final int MAX_BEHIND = 64;

  /** What the steps of the wire, 1e-6° and 1 ms, can add to the error. */
  private static final double ROUNDING_M = 0.2;

  private final double epsilonM;
  private final long maxGapMs;
  private final Cone cone = new Cone();

  private @Nullable Fix anchor;
  private @Nullable Plane plane;

  /** The farthest fix that may end the line from the anchor. */
  private @Nullable Fix best;

  /** What came after it. */
  private final Deque<Fix> behind = new ArrayDeque<>();

  public TrackThinner(ThinningSettings settings) {
    this.epsilonM = settings.epsilonM() - ROUNDING_M;
    this.maxGapMs = settings.maxGap().toMillis();
  }

  /**
   * Takes the next fix, later than the one before.
   *
   * @return what is kept for certain now, in order
   */
  public List<Fix> accept(Fix fix) {
    List<Fix> kept = new ArrayList<>();
    accept(fix, kept);
    return kept;
  }

  /** Keeps the newest fix, and all that is needed before it. The next one starts from there. */
  public List<Fix> cut() {
    List<Fix> kept = new ArrayList<>();
    while (best != null) {
      keepBest(kept);
    }
    return kept;
  }

  /** Forgets everything, the last kept fix too: the next fix begins a new track. */
  public void reset() {
    anchor = null;
    best = null;
    behind.clear();
    cone.clear();
  }

  private void accept(Fix fix, List<Fix> kept) {
    if (anchor == null) {
      kept.add(fix);
      startAt(fix);
      return;
    }
    if (best != null && (msFromAnchor(fix) > maxGapMs || behind.size() >= MAX_BEHIND)) {
      keepBest(kept);
      accept(fix, kept);
      return;
    }
    extend(fix, kept);
  }

  private void extend(Fix fix, List<Fix> kept) {
    double seconds = msFromAnchor(fix) / 1e3;
    Plane here = plane;
    if (seconds <= 0 || here == null) {
      return; // The same moment twice says nothing new.
    }
    double east = here.east(fix.at()) / seconds;
    double north = here.north(fix.at()) / seconds;
    if (cone.contains(east, north)) {
      best = fix;
      behind.clear();
    } else {
      behind.add(fix);
    }
    cone.narrow(east, north, epsilonM / seconds);
    if (!behind.isEmpty() && cone.isEmpty()) {
      keepBest(kept);
    }
  }

  private void keepBest(List<Fix> kept) {
    Fix end = best;
    if (end == null) {
      throw new IllegalStateException("nothing to keep");
    }
    kept.add(end);
    List<Fix> again = new ArrayList<>(behind);
    startAt(end);
    again.forEach(fix -> accept(fix, kept));
  }

  private void startAt(Fix fix) {
    anchor = fix;
    plane = new Plane(fix.at());
    best = null;
    behind.clear();
    cone.clear();
  }

  private long msFromAnchor(Fix fix) {
    Fix from = anchor;
    if (from == null) {
      throw new IllegalStateException("no anchor");
    }
    return Duration.between(from.fixTime(), fix.fixTime()).toMillis();
  }
}
