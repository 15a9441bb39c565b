package id.pantau.agent.nmea;

import id.pantau.agent.nmea.Sentence.Kind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the sentences of one time of day into an epoch.
 *
 * <p>An epoch ends with the sentence that this receiver always sends last ({@link CycleEnd}), else
 * with a pause on the line, else when another time of day comes. Sentences without a time (GSA,
 * VTG) belong to the epoch that is open, or to the next when none is. One thread.
 */
final class FixAssembler {
  /** Some receivers send GSA only every fifth second. */
  private static final Duration DIMENSIONS_LAST = Duration.ofSeconds(10);

  private static final int MAX_EARLY = 16;
  private static final double MAX_HDOP = 99.99;
  private static final double MAX_SPEED_MS = 200;

  private final RefusalCounts counts;
  private final EpochCalendar calendar;
  private final EpochJudge judge;
  private final CycleEnd cycleEnd = new CycleEnd();

  private @Nullable EpochDraft open;
  private final List<Reading> early = new ArrayList<>();
  private long closedTimeOfDayMs = Reading.NO_TIME;
  private long closed;
  private int dimensions;
  private Instant dimensionsAt = Instant.MIN;

  FixAssembler(DecoderSettings settings, RefusalCounts counts, Consumer<Epoch> out) {
    this.counts = counts;
    this.calendar = new EpochCalendar(settings.rolloverFloor());
    this.judge =
        new EpochJudge(
            settings.confirmFirst(),
            counts,
            epoch -> {
              calendar.believe(epoch.time());
              out.accept(epoch);
            });
  }

  /**
   * Takes a reading.
   *
   * @return false when it came too late: its epoch had been closed
   */
  boolean accept(Reading reading) {
    if (!reading.hasTime()) {
      return acceptUntimed(reading);
    }
    if (open != null && open.timeOfDayMs() != reading.timeOfDayMs()) {
      close(true);
    }
    if (open == null) {
      if (reading.timeOfDayMs() == closedTimeOfDayMs) {
        cycleEnd.forget();
        return false;
      }
      open = new EpochDraft(reading.timeOfDayMs());
      early.forEach(open::add);
      early.clear();
    }
    open.add(reading);
    closeAtCycleEnd(reading.kind());
    return true;
  }

  /** Whether what this sentence says beyond that it came is of use. */
  boolean needs(Kind kind) {
    return open == null || !open.isToldBefore(kind);
  }

  /** Whether an epoch has begun and not ended. */
  boolean isOpen() {
    return open != null;
  }

  /** How many epochs have ended, ever. */
  long closed() {
    return closed;
  }

  private boolean acceptUntimed(Reading reading) {
    if (reading.solution() != Reading.Solution.UNSAID) {
      // A position sentence without a time: the receiver has just been switched on and knows
      // nothing.
      early.clear();
    } else if (open != null) {
      open.add(reading);
      closeAtCycleEnd(reading.kind());
    } else if (early.size() < MAX_EARLY) {
      early.add(reading);
    }
    return true;
  }

  private void closeAtCycleEnd(Kind kind) {
    if (open != null && cycleEnd.isEnd(kind, open.count(kind))) {
      close(false);
    }
  }

  /** The line has been still for a while: a burst is over. */
  void pause() {
    if (open != null) {
      close(true);
    }
  }

  /** Nothing more will come. */
  void end() {
    pause();
    judge.end();
  }

  private void close(boolean learn) {
    EpochDraft draft = open;
    if (draft == null) {
      throw new IllegalStateException("no epoch is open");
    }
    open = null;
    closed++;
    closedTimeOfDayMs = draft.timeOfDayMs();
    if (learn) {
      Kind last = draft.lastKind();
      cycleEnd.learn(last, draft.count(last));
    }
    calendar.hint(draft.timeOfDayMs(), draft.dates());
    if (!draft.saysSolution()) {
      return;
    }
    // Before the first date nothing can be said about when it was.
    calendar
        .findTime(draft.timeOfDayMs(), draft.dates())
        .flatMap(time -> candidate(draft, time))
        .ifPresent(judge::accept);
  }

  private Optional<EpochJudge.Candidate> candidate(EpochDraft draft, Instant time) {
    if (!draft.isFix()) {
      return Optional.of(new EpochJudge.Candidate(new Epoch.NoFix(time), draft.timed(), 0, 0));
    }
    List<EpochJudge.Candidate> candidates =
        draft.positions().stream().map(group -> candidate(draft, time, group)).toList();
    EpochJudge.Candidate first = candidates.getFirst();
    if (candidates.size() == 1 || first.positions() > candidates.get(1).positions()) {
      return Optional.of(first);
    }
    List<EpochJudge.Candidate> possible = candidates.stream().filter(judge::couldFollow).toList();
    if (possible.size() != 1) {
      counts.refuse(Refusal.DISAGREEMENT);
      return Optional.empty();
    }
    return Optional.of(possible.getFirst());
  }

  private EpochJudge.Candidate candidate(EpochDraft draft, Instant time, List<Reading> group) {
    LatLon at = group.getFirst().at();
    if (at == null) {
      throw new IllegalStateException("a position without a place");
    }
    double altitudeM = draft.number(Reading::altitudeM, Kind.GGA, Kind.GNS);
    double hdop = draft.number(Reading::hdop, Kind.GGA, Kind.GNS, Kind.GSA);
    double speedMs = draft.number(Reading::speedMs, Kind.RMC, Kind.VTG);
    double courseDeg = draft.number(Reading::courseDeg, Kind.RMC, Kind.VTG);
    Fix fix =
        new Fix(
            time,
            at,
            mode(draft, time, altitudeM),
            speedMs <= MAX_SPEED_MS ? speedMs : Double.NaN,
            courseDeg == 360 ? 0 : courseDeg,
            altitudeM >= -1_000 && altitudeM <= 20_000 ? altitudeM : Double.NaN,
            hdop <= MAX_HDOP ? hdop : Double.NaN,
            draft.satellites(),
            0);
    return new EpochJudge.Candidate(
        new Epoch.Located(fix), draft.timed(), group.size(), group.getFirst().grainM());
  }

  private Fix.Mode mode(EpochDraft draft, Instant time, double altitudeM) {
    int told = draft.dimensions();
    if (told > 0) {
      dimensions = told;
      dimensionsAt = time;
    }
    // As gpsd does: who gives an altitude has solved for it, whatever its GSA says.
    boolean said = dimensions == 3 && time.isBefore(dimensionsAt.plus(DIMENSIONS_LAST));
    boolean solid = said || !Double.isNaN(altitudeM);
    return solid ? Fix.Mode.FIX_3D : Fix.Mode.FIX_2D;
  }
}
