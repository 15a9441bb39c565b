package id.pantau.collector.web;

/**
 * What is wrong with one field of a request.
 *
 * @param field its JSON name
 * @param code in kebab-case; its sentence is in the message files as {@code field.<code>}
 * @param messageArgs what the sentence names
 */
public record FieldError(String field, String code, Object... messageArgs) {}
