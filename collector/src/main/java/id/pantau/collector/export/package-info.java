/**
 * What people take away: tracks as files of other programs, kilometres as a sheet.
 *
 * <p>Reads through the doors of the other packages and keeps nothing of its own.
 */
@NullMarked
package id.pantau.collector.export;

import org.jspecify.annotations.NullMarked;
