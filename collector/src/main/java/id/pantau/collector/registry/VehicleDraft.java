package id.pantau.collector.registry;

import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.web.FieldCheck;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody enters of a vehicle itself.
 *
 * @param assetNumber blank is the same as absent
 */
record VehicleDraft(
    Optional<String> name,
    Optional<String> kind,
    Optional<String> use,
    Optional<String> assetNumber) {
  static final Set<String> USES = Set.of("service", "position", "personal");
  private static final int NAME_MAX = 80;
  private static final int ASSET_MAX = 60;
  private static final int HOLDER_MAX = 120;

  /** A vehicle whose fields are each in order. */
  record Checked(String name, String kind, String use, Optional<String> assetNumber) {

    NewVehicle of(String plate, int opdId, Optional<String> holder) {
      return new NewVehicle(plate, name, kind, use, opdId, holder, assetNumber);
    }
  }

  /**
   * @param check hears of all that is wrong
   */
  Checked checked(FieldCheck check) {
    var draft =
        new Checked(
            name.orElse("").strip(),
            kind.orElse(""),
            use.orElse(""),
            assetNumber.map(String::strip).filter(text -> !text.isEmpty()));
    check.length("name", draft.name, 2, NAME_MAX);
    if (!Vehicle.KINDS.contains(draft.kind)) {
      check.reject("kind", "unknown-word");
    }
    if (!USES.contains(draft.use)) {
      check.reject("use", "unknown-word");
    }
    draft.assetNumber.ifPresent(text -> check.length("assetNumber", text, 1, ASSET_MAX));
    return draft;
  }

  /** The role that a vehicle is assigned to; blank is the same as absent. */
  static Optional<String> holder(Optional<String> typed, FieldCheck check) {
    Optional<String> role = typed.map(String::strip).filter(text -> !text.isEmpty());
    role.ifPresent(text -> check.length("holder", text, 1, HOLDER_MAX));
    return role;
  }
}
