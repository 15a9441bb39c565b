package id.pantau.collector.registry;

import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import java.util.Optional;

/**
 * A vehicle as the person had it before them who changes it.
 *
 * @param version of its sheet; absent is refused, or the last would win in silence
 */
record Seen(int id, Optional<Integer> version) {

  /**
   * @param check hears when it was not said
   */
  void check(FieldCheck check) {
    if (version.isEmpty()) {
      check.reject("basedOn", "required");
    }
  }

  /**
   * @throws Problem 409 when somebody has changed it meanwhile
   */
  void requireNewest(RegistryStore store) {
    if (!store.advance(id, version.orElseThrow())) {
      throw Problem.of(409, "vehicle-changed-meanwhile");
    }
  }
}
