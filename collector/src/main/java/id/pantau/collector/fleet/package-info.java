/** Vehicles, trackers, and which rides in which from when to when. Door: {@code Fleet}. */
@NullMarked
package id.pantau.collector.fleet;

import org.jspecify.annotations.NullMarked;
