package id.pantau.agent.uplink;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What is beyond this machine.
 *
 * @param links makes the next connection
 * @param routes ways to the broker; when there is another, it is tried at once
 */
record Outside(Supplier<Link> links, Supplier<Set<String>> routes) {
  static Outside real(UplinkSettings settings) {
    var wantsNewerTls = new AtomicBoolean();
    return new Outside(
        () -> new PahoLink(settings, wantsNewerTls), new DefaultRoutes(Path.of("/proc/net"))::list);
  }
}
