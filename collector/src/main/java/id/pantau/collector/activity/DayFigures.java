package id.pantau.collector.activity;

import java.time.LocalDate;

/**
 * The figures of an agency at the end of a day; those of many agencies add up.
 *
 * @param physicalWeight sum of physical per cent times pagu
 * @param plannedWeight sum of planned per cent times pagu
 */
record DayFigures(
    int opdId,
    LocalDate date,
    boolean working,
    int packageCount,
    long paguRp,
    double physicalWeight,
    double plannedWeight,
    long financialRp,
    int plannedCount,
    int runningCount,
    int finishedCount,
    int watchCount,
    int criticalCount,
    int lateCount) {}
