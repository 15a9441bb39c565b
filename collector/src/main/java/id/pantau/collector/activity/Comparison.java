package id.pantau.collector.activity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Today beside an earlier day.
 *
 * @param before how each package stood then, by its id
 * @param obstaclesOpened how many were reported since
 */
public record Comparison(Overview now, Map<Integer, Before> before, int obstaclesOpened) {
  public Comparison {
    before = Map.copyOf(before);
  }

  /** How a package stood. */
  public record Before(PackageState state, boolean late) {}

  static Comparison of(Overview now, Map<Integer, PackageStatus> statuses, int obstaclesOpened) {
    var before = new HashMap<Integer, Before>();
    statuses.forEach(
        (id, status) ->
            before.put(id, new Before(status.standing().state(), status.late().isPresent())));
    return new Comparison(now, before, obstaclesOpened);
  }

  public List<WorkPackage> finished() {
    return reached(PackageState.FINISHED);
  }

  public List<WorkPackage> started() {
    return reached(PackageState.RUNNING);
  }

  /** Late today and not then. */
  public List<WorkPackage> becameLate() {
    return now.packages().stream()
        .filter(p -> p.has(Flag.LATE) && before.containsKey(p.id()))
        .filter(p -> !before.get(p.id()).late())
        .toList();
  }

  private List<WorkPackage> reached(PackageState state) {
    return now.packages().stream()
        .filter(p -> p.state() == state && before.containsKey(p.id()))
        .filter(p -> before.get(p.id()).state().compareTo(state) < 0)
        .toList();
  }
}
