/** The serial line to the receiver. */
@NullMarked
package id.pantau.agent.serial;

import org.jspecify.annotations.NullMarked;
