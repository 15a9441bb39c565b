package id.pantau.collector.activity;

import id.pantau.collector.web.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** In which order packages are listed, and how a long list goes on. */
final class PagePolicy {
  /** The most behind first; the id makes the order total, so that a page can end anywhere. */
  static final Comparator<WorkPackage> MOST_BEHIND =
      Comparator.comparingDouble(WorkPackage::deviationPts).thenComparingInt(WorkPackage::id);

  /** What is still owed first, then what is behind. */
  static final Comparator<Duties.Item> DUTY_ORDER =
      Comparator.comparing((Duties.Item item) -> !item.due())
          .thenComparing(Duties.Item::done)
          .thenComparing(item -> item.workPackage().state() == PackageState.FINISHED)
          .thenComparing(Duties.Item::workPackage, MOST_BEHIND);

  private PagePolicy() {}

  /**
   * @param cursor the last package of the page before, as {@code deviation:id}
   */
  static PackagePage page(List<WorkPackage> all, Optional<String> cursor, int limit) {
    List<WorkPackage> sorted = all.stream().sorted(MOST_BEHIND).toList();
    List<WorkPackage> rest =
        cursor
            .map(PagePolicy::parse)
            .map(after -> sorted.stream().filter(after::isBefore).toList())
            .orElse(sorted);
    if (rest.size() <= limit) {
      return new PackagePage(rest, Optional.empty());
    }
    List<WorkPackage> page = rest.subList(0, limit);
    WorkPackage last = page.getLast();
    return new PackagePage(page, Optional.of(last.deviationPts() + ":" + last.id()));
  }

  private record Place(double deviationPts, int id) {
    boolean isBefore(WorkPackage other) {
      int byDeviation = Double.compare(deviationPts, other.deviationPts());
      return byDeviation < 0 || byDeviation == 0 && id < other.id();
    }
  }

  private static Place parse(String cursor) {
    int split = cursor.indexOf(':');
    try {
      return new Place(
          Double.parseDouble(cursor.substring(0, Math.max(0, split))),
          Integer.parseInt(cursor.substring(split + 1)));
    } catch (NumberFormatException e) {
      throw Problem.of(400, "cursor-wrong");
    }
  }
}
