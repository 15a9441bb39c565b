/**
 * The whole chain as processes: private services, the collector, agents on serial lines, and
 * clients that look from outside. Demo, chaos, measurements and tests all stand on it.
 */
@NullMarked
package id.pantau.acceptance.chain;

import org.jspecify.annotations.NullMarked;
