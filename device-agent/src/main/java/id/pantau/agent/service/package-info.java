/**
 * The tracker as a service of the machine: it tells systemd that it lives, and only while it does.
 */
@NullMarked
package id.pantau.agent.service;

import org.jspecify.annotations.NullMarked;
