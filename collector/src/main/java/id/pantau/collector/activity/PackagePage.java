package id.pantau.collector.activity;

import java.util.List;
import java.util.Optional;

/** A page of packages, the most behind first. */
public record PackagePage(List<WorkPackage> items, Optional<String> nextCursor) {
  public PackagePage {
    items = List.copyOf(items);
  }
}
