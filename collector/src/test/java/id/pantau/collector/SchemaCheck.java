package id.pantau.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds JSON against the few words of JSON Schema that our description uses, and more strictly: a
 * field that is not described is a fault, too.
 */
final class SchemaCheck {
  private final Map<String, Object> document;
  private final List<String> faults = new ArrayList<>();

  SchemaCheck(Map<String, Object> document) {
    this.document = document;
  }

  List<String> faults() {
    return faults;
  }

  void check(String where, Map<String, Object> schema, JsonNode value) {
    Map<String, Object> flat = flat(schema);
    if (flat.get("enum") instanceof List<?> words) {
      if (!words.contains(value.asText())) {
        faults.add(where + ": " + value + " is none of " + words);
      }
      return;
    }
    switch ((String) flat.getOrDefault("type", "?")) {
      case "object" -> checkObject(where, flat, value);
      case "array" -> checkArray(where, flat, value);
      case "string" -> expect(where, value.isTextual(), "a text", value);
      case "integer" -> expect(where, value.isIntegralNumber(), "a whole number", value);
      case "number" -> expect(where, value.isNumber(), "a number", value);
      case "boolean" -> expect(where, value.isBoolean(), "true or false", value);
      default -> faults.add(where + ": no type in " + flat);
    }
  }

  private void expect(String where, boolean good, String what, JsonNode value) {
    if (!good) {
      faults.add(where + ": not " + what + ": " + value);
    }
  }

  private void checkObject(String where, Map<String, Object> schema, JsonNode value) {
    if (!value.isObject()) {
      faults.add(where + ": no object: " + value);
      return;
    }
    Map<String, Object> properties = map(schema.getOrDefault("properties", Map.of()));
    for (Object required : (List<?>) schema.getOrDefault("required", List.of())) {
      if (!value.has((String) required)) {
        faults.add(where + ": lacks " + required);
      }
    }
    value
        .fields()
        .forEachRemaining(
            field -> {
              Object described = properties.get(field.getKey());
              if (described == null) {
                faults.add(where + ": does not describe " + field.getKey());
              } else {
                check(where + "." + field.getKey(), map(described), field.getValue());
              }
            });
  }

  private void checkArray(String where, Map<String, Object> schema, JsonNode value) {
    if (!value.isArray()) {
      faults.add(where + ": no list: " + value);
      return;
    }
    for (JsonNode item : value) {
      check(where + "[]", map(schema.get("items")), item);
    }
  }

  /** References followed, {@code allOf} joined. */
  private Map<String, Object> flat(Map<String, Object> schema) {
    if (schema.get("$ref") instanceof String reference) {
      return flat(map(follow(document, reference)));
    }
    if (!(schema.get("allOf") instanceof List<?> parts)) {
      return schema;
    }
    Map<String, Object> properties = new HashMap<>();
    Set<Object> required = new HashSet<>();
    for (Object part : parts) {
      Map<String, Object> each = flat(map(part));
      properties.putAll(map(each.getOrDefault("properties", Map.of())));
      required.addAll((List<?>) each.getOrDefault("required", List.of()));
    }
    return Map.of("type", "object", "properties", properties, "required", List.copyOf(required));
  }

  static Object follow(Map<String, Object> document, String reference) {
    Object at = document;
    for (String step : reference.replace("#/", "").split("/")) {
      at = map(at).get(step);
    }
    return at;
  }

  @SuppressWarnings("unchecked") // a YAML mapping with words as keys
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
