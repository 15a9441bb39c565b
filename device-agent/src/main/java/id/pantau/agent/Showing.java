package id.pantau.agent;

import id.pantau.agent.motion.MotionFilter;
import id.pantau.agent.uplink.Uplink;
import id.pantau.wire.Fix;
import id.pantau.wire.StraightOn;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the vehicle is now, for the map: by a preview, or by a record that goes at once to a
 * collector that knows no previews. Only the thread of the tracker, but for {@link #watch}.
 */
final class Showing {
  private final Uplink uplink;
  private final MotionFilter motion;
  private final Recording recording;
  private final Watching watching;
  private final Shown shown = new Shown();

  Showing(TrackerSettings settings, Uplink uplink, MotionFilter motion, Recording recording) {
    this.uplink = uplink;
    this.motion = motion;
    this.recording = recording;
    this.watching = new Watching(settings.liveEvery(), uplink::liveEvery, settings.ticks());
  }

  /** Somebody looks, for so long. Any thread. */
  void watch(Duration time) {
    watching.begin(time);
  }

  /** The time of the satellites begins anew. */
  void reset() {
    shown.reset();
  }

  /** Of one that stands the place that is held is shown, and not where the receiver wanders. */
  void showNewest(Optional<Fix> newest) {
    if (uplink.isSparing() && !motion.isParked()) {
      newest.ifPresent(this::show);
    }
  }

  /**
   * A fix that came before the connection need not wait for the next one; nor one that was due
   * before it was known how to show it.
   */
  void connected(Optional<Fix> newest) {
    if (uplink.isSparing()) {
      showNewest(newest);
    } else {
      newest.ifPresent(fix -> accept(fix, false));
    }
  }

  /**
   * Shows a fix if it is time to. Without a connection nobody sees it, and a thinner track is all
   * that is wanted.
   *
   * @param stops whether it just came to stand there, or its ignition changed
   */
  void accept(Fix fix, boolean stops) {
    boolean sparing = uplink.isSparing();
    boolean due =
        uplink.isConnected() && !motion.isParked() && shown.becomesDue(fix, liveEvery(sparing));
    if (sparing) {
      if (stops || due && !shown.isRight(fix)) {
        show(fix);
      }
    } else if (due) {
      recording.cut();
      recording.hurry();
    }
  }

  /** On the map, which needs no record of it. A private drive is nobody's to see. */
  private void show(Fix fix) {
    if (!fix.has(Fix.FLAG_JUMP) && !fix.has(Fix.FLAG_PRIVATE)) {
      uplink.preview(fix);
      shown.show(fix);
    }
  }

  /** Earlier when one may be left out: the collector needs a moment to be sure of that. */
  private Duration liveEvery(boolean sparing) {
    Duration every = watching.liveEvery();
    boolean usual = every.equals(TrackerSettings.LIVE_EVERY);
    return sparing && usual ? StraightOn.STEP : every;
  }
}
