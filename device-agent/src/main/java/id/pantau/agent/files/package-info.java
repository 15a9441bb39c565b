/** Small files that survive a power cut whole. */
@NullMarked
package id.pantau.agent.files;

import org.jspecify.annotations.NullMarked;
