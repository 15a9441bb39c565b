/**
 * Telephones and trackers of other makers: their keys, and what their messages mean. Door: {@code
 * ForeignTrackers}.
 */
@NullMarked
package id.pantau.collector.foreign;

import org.jspecify.annotations.NullMarked;
