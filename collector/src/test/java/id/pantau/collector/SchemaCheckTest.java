package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The check of answers must itself be able to fail. */
class SchemaCheckTest {
  private static final Map<String, Object> DOCUMENT =
      Map.of(
          "whole",
          Map.of(
              "type", "object",
              "required", List.of("id", "kind"),
              "properties",
                  Map.of(
                      "id", Map.of("type", "integer"),
                      "kind", Map.of("enum", List.of("a", "b")),
                      "names", Map.of("type", "array", "items", Map.of("type", "string")))));

  private static List<String> faults(String json) throws IOException {
    var check = new SchemaCheck(DOCUMENT);
    check.check("x", Map.of("$ref", "#/whole"), new ObjectMapper().readTree(json));
    return check.faults();
  }

  @Test
  void whatIsDescribedPasses() throws IOException {
    assertEquals(List.of(), faults("{\"id\":1,\"kind\":\"a\",\"names\":[\"n\"]}"));
  }

  @Test
  void everyKindOfFaultIsFound() throws IOException {
    assertEquals(List.of("x: lacks kind"), faults("{\"id\":1}"));
    assertEquals(
        List.of("x: does not describe more"), faults("{\"id\":1,\"kind\":\"a\",\"more\":1}"));
    assertEquals(List.of("x.id: not a whole number: 1.5"), faults("{\"id\":1.5,\"kind\":\"a\"}"));
    assertEquals(List.of("x.kind: \"c\" is none of [a, b]"), faults("{\"id\":1,\"kind\":\"c\"}"));
    assertEquals(
        List.of("x.names[]: not a text: 1"), faults("{\"id\":1,\"kind\":\"a\",\"names\":[1]}"));
    assertEquals(List.of("x: no object: []"), faults("[]"));
  }
}
