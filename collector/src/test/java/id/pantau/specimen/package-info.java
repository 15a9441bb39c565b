/** Faults on purpose: what {@code ArchitectureTest} must find, or its rules hold nothing. */
@NullMarked
package id.pantau.specimen;

import org.jspecify.annotations.NullMarked;
