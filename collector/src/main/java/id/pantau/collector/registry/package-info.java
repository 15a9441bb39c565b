/**
 * The register of vehicles that people keep: plates, keepers, papers, odometers. Door: {@code
 * Registry}.
 */
@NullMarked
package id.pantau.collector.registry;

import org.jspecify.annotations.NullMarked;
