/** What a technician asks before leaving a vehicle: does each part work, and what is to be done. */
@NullMarked
package id.pantau.agent.selftest;

import org.jspecify.annotations.NullMarked;
