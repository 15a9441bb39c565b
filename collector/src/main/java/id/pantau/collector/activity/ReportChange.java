package id.pantau.collector.activity;

import java.time.LocalDate;

/** The reports of an agency for a day after a commit. */
public record ReportChange(
    int opdId, LocalDate date, ReportState state, int doneCount, int dueCount) {}
