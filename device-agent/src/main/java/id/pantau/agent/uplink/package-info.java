/**
 * Sends committed records to the collector and frees what the collector has named. {@link
 * id.pantau.agent.uplink.Uplink} is the door; Paho is a bare transport behind {@code Link}.
 */
@NullMarked
package id.pantau.agent.uplink;

import org.jspecify.annotations.NullMarked;
