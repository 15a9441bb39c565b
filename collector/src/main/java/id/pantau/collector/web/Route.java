package id.pantau.collector.web;

/**
 * One method of one path.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param path as OpenAPI writes it, parameters in braces
 */
public record Route(String method, String path, Access access, Handler handler) {}
