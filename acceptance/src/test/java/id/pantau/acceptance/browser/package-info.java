/** The whole of it as people see it: a real browser before a real collector. */
@NullMarked
package id.pantau.acceptance.browser;

import org.jspecify.annotations.NullMarked;
