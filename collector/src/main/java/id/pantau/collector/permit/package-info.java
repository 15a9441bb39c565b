/**
 * Duty permits: when a vehicle may be out of the regency and on the road outside working hours.
 * Door: {@link id.pantau.collector.permit.Permits}.
 */
@NullMarked
package id.pantau.collector.permit;

import org.jspecify.annotations.NullMarked;
