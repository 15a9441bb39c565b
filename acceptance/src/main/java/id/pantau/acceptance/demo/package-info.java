/**
 * The demo: all of Pantau on one machine, with a simulated fleet that runs the real agent, in
 * private services that end with it.
 */
@NullMarked
package id.pantau.acceptance.demo;

import org.jspecify.annotations.NullMarked;
