/** The pins of the board, behind an interface small enough to be replaced. */
@NullMarked
package id.pantau.agent.board;

import org.jspecify.annotations.NullMarked;
