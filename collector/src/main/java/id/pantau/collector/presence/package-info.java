/**
 * In which kecamatan and desa official vehicles were present. Door: {@link
 * id.pantau.collector.presence.Presences}.
 */
@NullMarked
package id.pantau.collector.presence;

import org.jspecify.annotations.NullMarked;
