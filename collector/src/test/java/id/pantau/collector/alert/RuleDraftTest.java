package id.pantau.collector.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.FieldError;
import id.pantau.collector.web.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleDraftTest {
  private static final RuleVersion DELIVERED = RuleVersion.delivered(Rule.OVERSPEED);

  private static RuleDraft draft(
      String severity, Map<String, Double> settings, List<String> exemptKinds) {
    return new RuleDraft(
        Optional.empty(),
        Optional.ofNullable(severity),
        Optional.ofNullable(settings),
        Optional.ofNullable(exemptKinds),
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> refused(RuleDraft draft, FieldCheck check) {
    Problem problem = assertThrows(Problem.class, () -> draft.onTopOf(DELIVERED, check));
    return problem.fieldErrors().stream().map(FieldError::field).toList();
  }

  @Test
  void whatIsNotSaidStaysAsItWas() {
    assertEquals(DELIVERED, draft(null, null, null).onTopOf(DELIVERED, new FieldCheck()));
    RuleVersion changed =
        draft("low", Map.of("limitKmh", 70.0), List.of("bus")).onTopOf(DELIVERED, new FieldCheck());
    assertEquals(70, changed.setting("limitKmh"));
    assertEquals(DELIVERED.setting("shortestS"), changed.setting("shortestS"));
    assertEquals(Severity.LOW, changed.severity());
    assertEquals(Set.of("bus"), changed.exemptKinds());
  }

  @Test
  void allThatIsWrongIsSaidAtOnceNothingCountsAsWrongToo() {
    assertEquals(
        List.of("reason", "severity", "speed", "exemptKinds"),
        refused(
            draft("awful", Map.of("speed", 1.0), List.of("tractor")),
            new FieldCheck().sentence("reason", "ab")));
    assertEquals(
        List.of("limitKmh", "exemptKinds"),
        refused(
            draft(null, Collections.singletonMap("limitKmh", null), Arrays.asList("bus", null)),
            new FieldCheck()));
    assertEquals(
        List.of("limitKmh"),
        refused(draft(null, Map.of("limitKmh", Double.NaN), null), new FieldCheck()));
  }
}
