/**
 * What the tracker and the collector say to each other: fixes, identities, topics and payloads.
 *
 * <p>This module depends on nothing of ours. A change here is a change of the protocol: see
 * docs/protocol.md.
 */
@NullMarked
package id.pantau.wire;

import org.jspecify.annotations.NullMarked;
