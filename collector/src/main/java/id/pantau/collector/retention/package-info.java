/** What is deleted by age, and what is held back. Door: {@code Retention}. */
@NullMarked
package id.pantau.collector.retention;

import org.jspecify.annotations.NullMarked;
