package id.pantau.collector;

import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The description of the API, put together from one fragment a package (resources {@code
 * openapi/}).
 *
 * <p>A fragment holds whole {@code paths} and what it adds to {@code components}; the same key in
 * two fragments is refused.
 */
final class OpenApi implements Api {
  /** In the order of the document; a package adds its own line. */
  static final List<String> FRAGMENTS =
      List.of(
          "00-head",
          "10-root",
          "15-auth",
          "20-region",
          "30-fleet",
          "31-registry",
          "40-track",
          "41-presence",
          "50-live",
          "60-ingest",
          "65-remote",
          "67-enrolment",
          "68-foreign",
          "69-retention",
          "70-activity",
          "74-permit",
          "75-visit",
          "76-alert",
          "77-export",
          "80-report");

  private final String version;

  OpenApi(String version) {
    this.version = version;
  }

  @Override
  public void register(Routes routes) {
    routes.get("/api/v1/openapi.yaml", Access.PUBLIC, this::send);
  }

  private void send(Call call) {
    call.sendBytes(200, "application/yaml", text().getBytes(StandardCharsets.UTF_8));
  }

  private String text() {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    return new Yaml(new Representer(options), options).dump(document());
  }

  /** The whole document. */
  Map<String, Object> document() {
    var whole = new LinkedHashMap<String, Object>();
    for (String fragment : FRAGMENTS) {
      merge(whole, read(fragment), fragment);
    }
    return whole;
  }

  private Map<String, Object> read(String fragment) {
    try (InputStream in = OpenApi.class.getResourceAsStream("/openapi/" + fragment + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("no openapi/" + fragment + ".yaml");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Object read =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(text.replace("@version@", version));
      return asMap(read, fragment);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read openapi/" + fragment + ".yaml", e);
    }
  }

  private static void merge(Map<String, Object> into, Map<String, Object> more, String where) {
    more.forEach(
        (key, value) -> {
          Object there = into.get(key);
          if (there == null) {
            into.put(key, value);
          } else if (there instanceof Map<?, ?> && value instanceof Map<?, ?>) {
            merge(asMap(there, where), asMap(value, where), where + " " + key);
          } else {
            throw new IllegalStateException("twice in the OpenAPI fragments: " + where + " " + key);
          }
        });
  }

  @SuppressWarnings("unchecked") // a YAML mapping whose keys are words
  private static Map<String, Object> asMap(Object value, String where) {
    if (!(value instanceof Map<?, ?>)) {
      throw new IllegalStateException("not a mapping: " + where);
    }
    return (Map<String, Object>) value;
  }
}
