/**
 * Where vehicles are and were: stored fixes, newest positions, and the trips and stops derived from
 * them.
 *
 * <p>The door is {@link id.pantau.collector.track.Tracks}. Everything derived is a pure function of
 * the stored fixes, so late data and live data end in the same answer.
 */
@NullMarked
package id.pantau.collector.track;

import org.jspecify.annotations.NullMarked;
