package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything about one package.
 *
 * @param officer the PPTK, as a role
 * @param updates newest first
 */
public record PackageDetail(
    @JsonUnwrapped WorkPackage workPackage,
    Optional<String> officer,
    Optional<String> contractor,
    OptionalLong contractRp,
    Curve curve,
    List<Update> updates,
    List<Obstacle> obstacles) {
  public PackageDetail {
    updates = List.copyOf(updates);
    obstacles = List.copyOf(obstacles);
  }
}
