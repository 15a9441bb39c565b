/**
 * The collector: puts the packages together and serves them. {@code Collector} is the only class
 * that knows all of them.
 */
@NullMarked
package id.pantau.collector;

import org.jspecify.annotations.NullMarked;
