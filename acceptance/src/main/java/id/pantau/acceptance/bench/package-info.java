/**
 * {@code ./pantau bench}: how fast and how small things are, each figure beside its limit. A class
 * a measurement.
 */
@NullMarked
package id.pantau.acceptance.bench;

import org.jspecify.annotations.NullMarked;
