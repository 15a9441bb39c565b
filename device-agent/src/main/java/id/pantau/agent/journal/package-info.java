/**
 * The tracker's store of records: what is committed here survives a power cut and stays until the
 * collector has named it. {@link id.pantau.agent.journal.Journal} is the door.
 */
@NullMarked
package id.pantau.agent.journal;

import org.jspecify.annotations.NullMarked;
