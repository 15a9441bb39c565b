package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.Optional;

/** What is in the way of a package, and who can help. */
public record Obstacle(
    String code,
    String text,
    Optional<String> helpFrom,
    LocalDate since,
    Optional<LocalDate> dueDate,
    boolean open) {}
