/**
 * The way in: messages of trackers, stored, acknowledged, told to the screens. Door: {@code
 * Ingest}.
 *
 * <p>The order is the promise: commit, then the acknowledgement that lets the tracker delete, then
 * the acknowledgement to the broker.
 */
@NullMarked
package id.pantau.collector.ingest;

import org.jspecify.annotations.NullMarked;
