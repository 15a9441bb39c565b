package id.pantau.collector.region;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** HTTP of areas: what there is, what a place belongs to, drawing and loading. */
public final class AreaApi implements Api {
  private static final Access KEEPERS = Access.roles(Role.ADMIN);
  private static final int NAME_MAX = 200;

  private final Region region;

  public AreaApi(Region region) {
    this.region = region;
  }

  record AreaJson(
      int id,
      String kind,
      String code,
      String name,
      OptionalInt opdId,
      int bufferM,
      double lat,
      double lon,
      boolean hasOutline,
      Optional<JsonNode> outline) {}

  record Items<T>(List<T> items) {}

  record DrawRequest(
      Optional<String> kind,
      Optional<String> name,
      Optional<Integer> bufferM,
      Optional<JsonNode> geometry) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/areas", Access.ANY_USER, this::list)
        .get("/api/v1/areas/at", Access.ANY_USER, this::at)
        .get("/api/v1/areas/outlines", Access.ANY_USER, this::outlines)
        .get("/api/v1/areas/{areaId}", Access.ANY_USER, this::one)
        .post("/api/v1/areas", KEEPERS, this::draw)
        .post("/api/v1/areas/import", KEEPERS, this::load)
        .delete("/api/v1/areas/{areaId}", KEEPERS, this::remove);
  }

  private void list(Call call) {
    Optional<String> kind = call.query("kind");
    call.send(
        new Items<>(
            region.listAreas().stream()
                .filter(area -> kind.map(area.kind()::equals).orElse(true))
                .map(area -> json(area, Optional.empty()))
                .toList()));
  }

  private void at(Call call) {
    LatLon at = new LatLon(degrees(call, "lat", 90), degrees(call, "lon", 180));
    call.send(
        new Items<>(
            region.areasAt(at).stream().map(area -> json(area, Optional.empty())).toList()));
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
    Area area = area(call);
    call.send(json(area, region.findOutline(area.id()).map(AreaApi::parsed)));
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

  private Area area(Call call) {
    return region
        .findArea(call.pathInt("areaId"))
        .orElseThrow(() -> Problem.of(404, "no-such-area"));
  }

  private static JsonNode parsed(String geoJson) {
    try {
      return Json.read(geoJson.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("PostGIS wrote no GeoJSON", e);
    }
  }

  private void draw(Call call) {
    DrawRequest request = call.body(DrawRequest.class);
    String name = request.name().map(String::strip).filter(text -> !text.isEmpty()).orElse("");
    if (name.isEmpty() || name.length() > NAME_MAX) {
      throw Problem.ofField("name", name.isEmpty() ? "required" : "too-long", NAME_MAX);
    }
    Drawn drawn =
        AreaFile.readOne(
            name, request.geometry().orElseThrow(() -> Problem.ofField("geometry", "required")));
    List<AreaDesk.Put> puts =
        AreaDesk.puts(
            request.kind().orElse("geofence"),
            request.bufferM(),
            List.of(drawn),
            region.listAreas());
    region.putAreas(puts, call.viewer().userName());
    call.send(201, json(byCode(puts.getFirst().code()), Optional.empty()));
  }

  private void load(Call call) {
    byte[] file = call.bodyBytes(AreaFile.MAX_BYTES);
    List<AreaDesk.Put> puts =
        AreaDesk.puts(
            call.query("kind").orElse("geofence"),
            call.queryInt("bufferM").isPresent()
                ? Optional.of(call.queryInt("bufferM").getAsInt())
                : Optional.empty(),
            AreaFile.read(file),
            region.listAreas());
    region.putAreas(puts, call.viewer().userName());
    call.send(
        201,
        new Items<>(puts.stream().map(put -> json(byCode(put.code()), Optional.empty())).toList()));
  }

  private Area byCode(String code) {
    return region.listAreas().stream()
        .filter(area -> area.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("area " + code + " hid"));
  }

  private void remove(Call call) {
    Area area = area(call);
    if (!region.removeArea(area.id())) {
      throw Problem.of(422, "area-of-the-state", area.name());
    }
    call.sendNothing();
  }

  private static AreaJson json(Area area, Optional<JsonNode> outline) {
    return new AreaJson(
        area.id(),
        area.kind(),
        area.code(),
        area.name(),
        area.opdId(),
        area.bufferM(),
        area.middle().lat(),
        area.middle().lon(),
        area.outline().isPresent(),
        outline);
  }
}
