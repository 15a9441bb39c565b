/**
 * What people ask of trackers: commands and their answers, settings, and attention: whoever looks
 * at a vehicle is shown it every second. Door: {@link id.pantau.collector.remote.Remote}.
 */
@NullMarked
package id.pantau.collector.remote;

import org.jspecify.annotations.NullMarked;
