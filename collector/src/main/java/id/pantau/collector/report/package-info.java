/**
 * What leaders ask: who has reported, how far is everything, what changed.
 *
 * <p>The door is {@link id.pantau.collector.report.Reports}. It reads through the doors of the
 * other packages and stores nothing of its own.
 */
@NullMarked
package id.pantau.collector.report;

import org.jspecify.annotations.NullMarked;
