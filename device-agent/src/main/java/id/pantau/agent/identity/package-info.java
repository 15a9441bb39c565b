/**
 * By what a tracker is known: its key, which is made here and never leaves, and the certificate to
 * it. Enrolled with a code, kept through power cuts.
 */
@NullMarked
package id.pantau.agent.identity;

import org.jspecify.annotations.NullMarked;
