/**
 * Decides which fixes are worth a record: parked vehicles stand still, impossible jumps are marked,
 * and what a straight line at even speed explains is left out.
 */
@NullMarked
package id.pantau.agent.motion;

import org.jspecify.annotations.NullMarked;
