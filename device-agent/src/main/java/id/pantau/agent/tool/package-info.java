/** Command lines of the tracker: what {@code ./pantau decode} and its sisters start. */
@NullMarked
package id.pantau.agent.tool;

import org.jspecify.annotations.NullMarked;
