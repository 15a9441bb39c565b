package id.pantau.collector.activity;

import java.time.LocalDate;

/** What was planned or reached by the end of a day. */
public record CurvePoint(LocalDate date, double pct) {}
