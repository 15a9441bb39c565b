/**
 * What the agencies do: programme tree, work packages, plans, daily updates, obstacles, duties.
 *
 * <p>The door is {@link id.pantau.collector.activity.Activities}. Updates are immutable; all else
 * that is stored about a day (what was due, the figures of an agency) can be computed again from
 * them by {@code DayBook}.
 */
@NullMarked
package id.pantau.collector.activity;

import org.jspecify.annotations.NullMarked;
