package id.pantau.collector.region;

import id.pantau.collector.db.Row;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /region}, {@code /opds}, {@code /map-features}. */
public final class RegionApi implements Api {
  private final Region region;
  private final boolean demo;
  private final String version;

  record LatLonJson(double lat, double lon) {}

  record MapJson(
      String base, Optional<String> pmtilesUrl, Optional<String> styleUrl, String attribution) {}

  record RegionJson(
      String name,
      String shortName,
      String timeZone,
      String zoneAbbreviation,
      double[] bounds,
      LatLonJson center,
      MapJson map,
      boolean demo,
      String version) {}

  record OpdJson(
      int id,
      String code,
      String name,
      String shortName,
      String kind,
      java.time.LocalDate validFrom,
      Optional<java.time.LocalDate> validTo,
      OptionalInt successorId) {}

  /**
   * @param demo whether the data is invented, so that the screens can say so
   */
  public RegionApi(Region region, boolean demo, String version) {
    this.region = region;
    this.demo = demo;
    this.version = version;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/region", Access.PUBLIC, this::region)
        .get("/api/v1/opds", Access.ANY_USER, this::opds)
        .get("/api/v1/map-features", Access.ANY_USER, this::mapFeatures);
  }

  private void region(Call call) {
    RegionInfo info = region.info();
    call.send(
        new RegionJson(
            info.name(),
            info.shortName(),
            info.zone().getId(),
            info.zoneAbbreviation(),
            new double[] {info.west(), info.south(), info.east(), info.north()},
            new LatLonJson(info.center().lat(), info.center().lon()),
            new MapJson(
                info.mapBase(),
                info.mapUrl().filter(url -> info.mapBase().equals("pmtiles")),
                info.mapUrl().filter(url -> info.mapBase().equals("style")),
                info.mapAttribution()),
            demo,
            version));
  }

  private void opds(Call call) {
    List<OpdJson> items =
        region.listOpds().stream()
            .map(
                opd ->
                    new OpdJson(
                        opd.id(),
                        opd.code(),
                        opd.name(),
                        opd.shortName(),
                        opd.kind(),
                        opd.validFrom(),
                        opd.validTo(),
                        opd.successorId()))
            .toList();
    call.send(Map.of("items", items));
  }

  private void mapFeatures(Call call) {
    FeatureCollection.send(
        call, region.listMapFeatures().stream().map(RegionApi::feature).toList());
  }

  private static String feature(Row row) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("kind", row.getText("kind"));
    properties.put("class", row.getText("class"));
    row.findText("name").ifPresent(name -> properties.put("name", name));
    return FeatureCollection.feature(properties, row.getText("geometry"));
  }
}
