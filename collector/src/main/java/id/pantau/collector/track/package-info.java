/**
 * Positions, and what follows from them: where is it, where was it, how far, how long. Door: {@code
 * Tracks}.
 */
@NullMarked
package id.pantau.collector.track;

import org.jspecify.annotations.NullMarked;
