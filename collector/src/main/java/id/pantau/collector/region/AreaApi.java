package id.pantau.collector.region;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Json;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import id.pantau.wire.LatLon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** HTTP of areas: what there is, what a place belongs to, drawing and loading. */
public final class AreaApi implements Api {
  private static final Access KEEPERS = Access.roles(Role.ADMIN);

  private final Region region;
  private final AreaDesk desk;

  public AreaApi(Region region, Audit audit) {
    this.region = region;
    this.desk = new AreaDesk(region, audit);
  }

  record AreaJson(
      int id,
      int version,
      String kind,
      String code,
      String name,
      OptionalInt opdId,
      int bufferM,
      double lat,
      double lon,
      boolean hasOutline,
      Optional<JsonNode> outline,
      Optional<String> changedBy,
      Optional<Instant> changedAt) {}

  record PreviewJson(
      String kind, String name, OptionalInt replaces, boolean outside, JsonNode outline) {}

  record Items<T>(List<T> items) {}

  record RemovalRequest(Optional<String> reason, Optional<Integer> basedOn) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/areas", Access.ANY_USER, this::list)
        .get("/api/v1/areas/at", Access.ANY_USER, this::at)
        .get("/api/v1/areas/outlines", Access.ANY_USER, this::outlines)
        .get("/api/v1/areas/{areaId}", Access.ANY_USER, this::one)
        .post("/api/v1/areas", KEEPERS, this::draw)
        .post("/api/v1/areas/import", KEEPERS, this::load)
        .post("/api/v1/areas/import/preview", KEEPERS, this::preview)
        .put("/api/v1/areas/{areaId}", KEEPERS, this::change)
        .post("/api/v1/areas/{areaId}/removal", KEEPERS, this::remove);
  }

  private void list(Call call) {
    Optional<String> kind = call.query("kind");
    Map<Integer, String> outlines =
        call.query("outlines").filter("true"::equals).isPresent()
            ? region.coarseOutlines()
            : Map.of();
    call.send(
        new Items<>(
            region.listAreas().stream()
                .filter(area -> kind.map(area.kind()::equals).orElse(true))
                .map(area -> json(area, Optional.ofNullable(outlines.get(area.id()))))
                .toList()));
  }

  private void at(Call call) {
    LatLon at = new LatLon(degrees(call, "lat", 90), degrees(call, "lon", 180));
    call.send(new Items<>(region.areasAt(at).stream().map(AreaApi::json).toList()));
  }

  private static double degrees(Call call, String name, double most) {
    String text = call.query(name).orElse("");
    try {
      double degrees = Double.parseDouble(text);
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      throw Problem.of(400, "not-degrees", name, text);
    }
    throw Problem.of(400, "not-degrees", name, text);
  }

  private void one(Call call) {
    Area area = desk.get(call.pathInt("areaId"));
    // Removed in this moment: nothing is left to be seen of it.
    AreaPicture picture =
        region.findPicture(area.id()).orElseThrow(() -> Problem.of(404, "no-such-area"));
    call.send(json(area, picture));
  }

  private void outlines(Call call) {
    Optional<String> within = call.query("within");
    if (within.isPresent()
        && region.listAreas().stream()
            .noneMatch(
                area -> area.kind().equals("kecamatan") && area.code().equals(within.get()))) {
      throw Problem.of(404, "no-such-area");
    }
    FeatureCollection.send(
        call,
        region.listOutlines(within).stream()
            .map(
                row ->
                    FeatureCollection.feature(
                        Map.of(
                            "areaId", row.getInt("id"),
                            "code", row.getText("code"),
                            "name", row.getText("name"),
                            "approximate", row.getBoolean("approximate")),
                        row.getText("geometry")))
            .toList());
  }

  private static JsonNode parsed(String geoJson) {
    try {
      return Json.read(geoJson.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("PostGIS wrote no GeoJSON", e);
    }
  }

  private void draw(Call call) {
    call.send(201, json(desk.draw(call.viewer(), call.body(AreaDesk.Draft.class))));
  }

  private void change(Call call) {
    call.send(
        json(desk.change(call.viewer(), call.pathInt("areaId"), call.body(AreaDesk.Draft.class))));
  }

  private void load(Call call) {
    List<Area> loaded =
        desk.load(call.viewer(), call.bodyBytes(AreaFile.MAX_BYTES), kind(call), bufferM(call));
    call.send(201, new Items<>(loaded.stream().map(AreaApi::json).toList()));
  }

  private void preview(Call call) {
    List<AreaPreview> previews =
        desk.preview(call.bodyBytes(AreaFile.MAX_BYTES), kind(call), bufferM(call));
    call.send(
        new Items<>(
            previews.stream()
                .map(
                    area ->
                        new PreviewJson(
                            area.kind(),
                            area.name(),
                            area.replaces(),
                            area.outside(),
                            parsed(area.outline())))
                .toList()));
  }

  private static String kind(Call call) {
    return call.query("kind").orElse("geofence");
  }

  private static Optional<Integer> bufferM(Call call) {
    OptionalInt asked = call.queryInt("bufferM");
    return asked.isPresent() ? Optional.of(asked.getAsInt()) : Optional.empty();
  }

  private void remove(Call call) {
    RemovalRequest asked = call.body(RemovalRequest.class);
    desk.remove(call.viewer(), call.pathInt("areaId"), asked.basedOn(), asked.reason().orElse(""));
    call.sendNothing();
  }

  private static AreaJson json(Area area) {
    return json(area, Optional.empty());
  }

  private static AreaJson json(Area area, Optional<String> outline) {
    return json(area, new AreaPicture(outline, Optional.empty(), Optional.empty()));
  }

  private static AreaJson json(Area area, AreaPicture picture) {
    return new AreaJson(
        area.id(),
        area.version(),
        area.kind(),
        area.code(),
        area.name(),
        area.opdId(),
        area.bufferM(),
        area.middle().lat(),
        area.middle().lon(),
        area.outline().isPresent(),
        picture.outline().map(AreaApi::parsed),
        picture.changedBy(),
        picture.at());
  }
}
