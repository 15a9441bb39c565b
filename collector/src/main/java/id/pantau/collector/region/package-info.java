/** The region: its agencies, areas, working time and time zone. Door: {@code Region}. */
@NullMarked
package id.pantau.collector.region;

import org.jspecify.annotations.NullMarked;
