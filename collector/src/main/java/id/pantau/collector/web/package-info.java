/**
 * HTTP without any business: routes with their access, requests and answers in JSON, problems in
 * the reader's language.
 */
@NullMarked
package id.pantau.collector.web;

import org.jspecify.annotations.NullMarked;
