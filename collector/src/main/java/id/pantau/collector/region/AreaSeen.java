package id.pantau.collector.region;

import id.pantau.collector.web.Problem;
import java.util.Optional;

/** An area as the person had it before them who changes it. */
record AreaSeen(int id, int version) {

  /**
   * @param version absent is refused, or the last would win in silence
   */
  static AreaSeen of(int id, Optional<Integer> version) {
    return new AreaSeen(id, version.orElseThrow(() -> Problem.ofField("basedOn", "required")));
  }
}
