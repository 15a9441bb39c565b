/**
 * MQTT 5 over TLS in large pieces: what costs a system call, a record of TLS or a thread is paid
 * once for many packets. Door: {@code TlsChannel}.
 */
@NullMarked
package id.pantau.collector.mqtt;

import org.jspecify.annotations.NullMarked;
