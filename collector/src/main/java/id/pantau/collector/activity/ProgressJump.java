package id.pantau.collector.activity;

import java.time.LocalDate;

/** A report that raised the physical progress of a package by a lot at once. */
public record ProgressJump(int packageId, LocalDate date, double fromPct, double toPct) {}
