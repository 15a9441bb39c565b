/**
 * What the collector asks of a tracker: commands that are answered, and settings that are tried
 * before they are kept.
 */
@NullMarked
package id.pantau.agent.remote;

import org.jspecify.annotations.NullMarked;
