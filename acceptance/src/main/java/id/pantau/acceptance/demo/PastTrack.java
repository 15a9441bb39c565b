package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.Recorder;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.agent.motion.MotionFilter;
import id.pantau.agent.motion.ThinningSettings;
import id.pantau.agent.motion.TrackThinner;
import id.pantau.wire.Fix;
import id.pantau.wire.TrackCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the tracker of a vehicle would have recorded: the agent's own judging and thinning. */
final class PastTrack {
  private final MotionFilter motion = new MotionFilter();
  private final TrackThinner thinner = new TrackThinner(ThinningSettings.DEFAULT);
  private final List<Fix> kept = new ArrayList<>();
  private int lastFlags = -1;

  private PastTrack() {}

  static List<Fix> of(Recorder recorder, SimVehicle vehicle, Instant from, Instant until) {
    var track = new PastTrack();
    recorder.record(vehicle, from, until, fix -> track.accept(TrackCodec.rounded(fix)));
    track.kept.addAll(track.thinner.cut());
    return track.kept;
  }

  private void accept(Fix fix) {
    if (lastFlags >= 0 && lastFlags != fix.flags()) {
      kept.addAll(thinner.cut());
    }
    lastFlags = fix.flags();
    for (Fix judged : motion.accept(fix)) {
      kept.addAll(thinner.accept(judged));
      if (judged.has(Fix.FLAG_HELD)) {
        kept.addAll(thinner.cut());
      }
    }
  }
}
