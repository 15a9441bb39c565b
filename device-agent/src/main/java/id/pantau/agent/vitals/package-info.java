/** How the machine around the tracker is: power, card, memory, modem, clock. */
@NullMarked
package id.pantau.agent.vitals;

import org.jspecify.annotations.NullMarked;
