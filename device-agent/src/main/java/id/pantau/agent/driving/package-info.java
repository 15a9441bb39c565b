/**
 * What a driver does, or somebody who is none, told from the fixes alone: trips, idling, overspeed,
 * harsh manoeuvres, towing. Pure: no clock but that of the satellites, no thread.
 */
@NullMarked
package id.pantau.agent.driving;

import org.jspecify.annotations.NullMarked;
