package id.pantau.collector.region;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What the administrator does to areas. All of it is in the audit; what an area was before stays in
 * {@code area_past}.
 */
final class AreaDesk {
  private final Region region;
  private final Audit audit;

  AreaDesk(Region region, Audit audit) {
    this.region = region;
    this.audit = audit;
  }

  /**
   * What somebody draws, or draws anew.
   *
   * @param geometry Polygon or MultiPolygon of GeoJSON
   */
  record Draft(
      Optional<String> kind,
      Optional<String> name,
      Optional<Integer> bufferM,
      Optional<JsonNode> geometry,
      Optional<Integer> basedOn) {

    /** Absent and null are the same to a person, and not to the reader of JSON. */
    Optional<JsonNode> drawing() {
      return geometry.filter(node -> !node.isNull());
    }
  }

  /**
   * Draws an area that is not there yet.
   *
   * @throws Problem 409 when one of this kind has the name, 422 for what is wrong
   */
  Area draw(Viewer by, Draft draft) {
    String name = AreaPlan.name(draft.name().orElse(""));
    JsonNode geometry = draft.drawing().orElseThrow(() -> Problem.ofField("geometry", "required"));
    AreaPlan.Put put =
        AreaPlan.puts(
                draft.kind().orElse("geofence"),
                draft.bufferM(),
                List.of(AreaFile.readOne(name, geometry)),
                region.listAreas())
            .getFirst();
    region.addArea(put, by.userName());
    Area drawn = byCode(put.code());
    record(by, "area-drawn", drawn, drawn.bufferM() + " m");
    return drawn;
  }

  /**
   * Changes an area; what the draft does not say stays.
   *
   * @throws Problem 404 for no such area, 409 when somebody has changed it meanwhile or another has
   *     the name, 422 for what is wrong
   */
  Area change(Viewer by, int id, Draft draft) {
    AreaSeen seen = AreaSeen.of(id, draft.basedOn());
    Area area = get(id);
    AreaPlan.Change change = AreaPlan.change(area, draft.kind(), draft.name(), draft.bufferM());
    Optional<Drawn> drawn =
        draft.drawing().map(geometry -> AreaFile.readOne(change.name(), geometry));
    region.changeArea(seen, change, drawn, by.userName());
    Area changed = get(id);
    record(
        by,
        "area-changed",
        changed,
        "was "
            + area.name()
            + ", "
            + area.bufferM()
            + " m"
            + (drawn.isPresent() ? ", drawn anew" : ""));
    return changed;
  }

  /** What {@link #load} of this file would do; nothing is kept. */
  List<AreaPreview> preview(byte[] file, String kind, Optional<Integer> bufferM) {
    return region.preview(AreaPlan.puts(kind, bufferM, AreaFile.read(file), region.listAreas()));
  }

  /**
   * Draws all areas of a file or none; those that are there already anew.
   *
   * @throws Problem 422 with what is wrong with the file
   */
  List<Area> load(Viewer by, byte[] file, String kind, Optional<Integer> bufferM) {
    List<AreaPlan.Put> puts = AreaPlan.puts(kind, bufferM, AreaFile.read(file), region.listAreas());
    region.putAreas(puts, by.userName());
    audit.record(by.userName(), "areas-loaded", "areas", puts.size() + " " + kind);
    return puts.stream().map(put -> byCode(put.code())).toList();
  }

  /**
   * Removes what somebody drew.
   *
   * @throws Problem 404 for no such area, 409 when somebody has changed it meanwhile, 422 without a
   *     reason or for what belongs to the state
   */
  void remove(Viewer by, int id, Optional<Integer> basedOn, String reason) {
    Area area = get(id);
    String said = reason.strip();
    new FieldCheck().sentence("reason", said).requireNone();
    AreaSeen seen = AreaSeen.of(id, basedOn);
    if (!region.removeArea(id, seen.version())) {
      throw Problem.of(422, "area-of-the-state", area.name());
    }
    record(by, "area-removed", area, said);
  }

  /**
   * @throws Problem 404 for no such area
   */
  Area get(int id) {
    return region.findArea(id).orElseThrow(() -> Problem.of(404, "no-such-area"));
  }

  private Area byCode(String code) {
    return region.listAreas().stream()
        .filter(area -> area.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("area " + code + " hid"));
  }

  private void record(Viewer by, String action, Area area, String details) {
    audit.record(
        by.userName(),
        action,
        "area:" + area.id(),
        area.kind() + " " + area.name() + ": " + details);
  }
}
