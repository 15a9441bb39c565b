/**
 * Site visits: stops of vehicles near the places of work packages.
 *
 * <p>The door is {@link id.pantau.collector.visit.Visits}. What is found is a pure function of the
 * stops and fixes of a day, of where packages are, and of the places that prove nothing; what
 * people say about it is kept apart and outlives every computation.
 */
@NullMarked
package id.pantau.collector.visit;

import org.jspecify.annotations.NullMarked;
