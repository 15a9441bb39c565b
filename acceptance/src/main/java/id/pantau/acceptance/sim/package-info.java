/**
 * A believable fleet: roads of Lombok Timur, vehicles with day plans, satellite receivers and the
 * serial line they speak on.
 *
 * <p>Everything is a pure function of a seed and a moment: the same seed gives the same fleet at
 * the same place, whenever it is asked, so a demo that starts at any hour shows a day that is
 * already under way.
 */
@NullMarked
package id.pantau.acceptance.sim;

import org.jspecify.annotations.NullMarked;
