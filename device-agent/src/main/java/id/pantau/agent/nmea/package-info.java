/**
 * From the bytes of a serial line to fixes.
 *
 * <p>{@link id.pantau.agent.nmea.NmeaDecoder} is the door. Behind it: {@code SentenceGate} lets
 * whole sentences through, {@code MarineReader} has Marine API read them, {@code FixAssembler}
 * joins those of one moment. One thread; no clock of this machine has a say in the time of a fix.
 */
@NullMarked
package id.pantau.agent.nmea;

import org.jspecify.annotations.NullMarked;
