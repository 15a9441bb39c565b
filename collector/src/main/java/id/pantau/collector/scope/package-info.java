/** Who is asking, and what may they see: known to every package, knowing none. */
@NullMarked
package id.pantau.collector.scope;

import org.jspecify.annotations.NullMarked;
