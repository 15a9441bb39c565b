/**
 * Who may speak as a tracker: one-time codes, certificates, revocation. Door: {@code Enrolment}.
 */
@NullMarked
package id.pantau.collector.enrolment;

import org.jspecify.annotations.NullMarked;
