package id.pantau.collector.ingest;

import id.pantau.wire.Topics;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * How a collector comes to the broker.
 *
 * @param uri {@code ssl://host:port}
 * @param tls our certificate and the authority we trust
 * @param group the collectors that share the work with us; empty = we do all of it
 */
public record BrokerAccess(String uri, SSLContext tls, Optional<String> group) {
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9-]{1,32}");

  public BrokerAccess {
    if (group.isPresent() && !isGroup(group.get())) {
      throw new IllegalArgumentException("not a name of a group: " + group.get());
    }
  }

  /** For one collector that does all of it. */
  public BrokerAccess(String uri, SSLContext tls) {
    this(uri, tls, Optional.empty());
  }

  /** Letters, digits and dashes, 32 at most: it becomes a level of a topic. */
  public static boolean isGroup(String name) {
    return GROUP.matcher(name).matches();
  }

  List<String> topics() {
    return group.map(Topics::sharedUp).orElseGet(() -> List.of(Topics.allUp()));
  }
}
