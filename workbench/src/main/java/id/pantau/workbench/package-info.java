/**
 * Private services for tests and the demo: a PostGIS cluster, a TLS broker, a certificate
 * authority, pseudo-serial ports and child processes that die with us.
 *
 * <p>Everything here is started by us, in a folder and on a port of its own, and is stopped by us.
 * Nothing here touches a service that it did not start. Nothing of it is part of a real
 * installation.
 */
@NullMarked
package id.pantau.workbench;

import org.jspecify.annotations.NullMarked;
