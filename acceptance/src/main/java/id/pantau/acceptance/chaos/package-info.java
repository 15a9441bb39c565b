/**
 * The fleet under faults: agents, broker, collector and database die again and again, and an oracle
 * outside of all of them says whether a record was lost.
 */
@NullMarked
package id.pantau.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
