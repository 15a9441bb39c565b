package id.pantau.collector;

import id.pantau.collector.region.RegionInfo;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells browsers on every answer what a page of ours may load: from ourselves only, and pictures
 * and tiles also from the map source that the administrator has chosen.
 */
final class SecurityHeaders implements Filter {
  private final Supplier<RegionInfo> region;

  SecurityHeaders(Supplier<RegionInfo> region) {
    this.region = region;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var headers = response.headers();
    headers.set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    headers.set(HeaderNames.create("Referrer-Policy"), "same-origin");
    headers.set(HeaderNames.create("X-Frame-Options"), "DENY");
    headers.set(HeaderNames.create("Content-Security-Policy"), policy());
    chain.proceed();
  }

  private String policy() {
    String map =
        region.get().mapUrl().flatMap(SecurityHeaders::origin).map(o -> " " + o).orElse("");
    return "default-src 'self'; script-src 'self'"
        // The first paint before any script, and what React and the map set on elements.
        + "; style-src 'self' 'unsafe-inline'"
        + ("; img-src 'self' data: blob:" + map)
        + ("; connect-src 'self'" + map)
        + ("; font-src 'self'" + map)
        + "; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
        + "; frame-ancestors 'none'";
  }

  /** Only a full address has another origin than ours. */
  private static Optional<String> origin(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() == null
          ? Optional.empty()
          : Optional.of(uri.getScheme() + "://" + uri.getAuthority());
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
