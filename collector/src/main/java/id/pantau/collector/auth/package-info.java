/**
 * Who people are: accounts, passwords, sessions, wall screens, and the audit of what was done.
 * Door: {@code Auth}.
 */
@NullMarked
package id.pantau.collector.auth;

import org.jspecify.annotations.NullMarked;
