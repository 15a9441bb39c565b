/**
 * What changes, told to every browser that may know it, as one ordered stream. Door: {@code
 * LiveFeed}.
 */
@NullMarked
package id.pantau.collector.live;

import org.jspecify.annotations.NullMarked;
