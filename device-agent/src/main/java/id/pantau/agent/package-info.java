/** The firmware of a tracker: from the serial line to records that the collector has named. */
@NullMarked
package id.pantau.agent;

import org.jspecify.annotations.NullMarked;
