/**
 * Sets up receivers of u-blox at each opening of the line: for a car, at a rate, with the sentences
 * that are needed. What they have stored is not touched, and other receivers ignore it.
 */
@NullMarked
package id.pantau.agent.ublox;

import org.jspecify.annotations.NullMarked;
