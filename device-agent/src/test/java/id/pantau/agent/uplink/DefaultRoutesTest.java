package id.pantau.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the kernel says of routes, in its own words (Linux 6.1). */
class DefaultRoutesTest {
  private final Path folder = TestFolder.create("routes");
  private final DefaultRoutes routes = new DefaultRoutes(folder);

  @Test
  void areThoseToEverywhereByBothProtocols() throws IOException {
    Files.writeString(
        folder.resolve("route"),
        """
        Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
        wwan0\t00000000\t0100A8C0\t0003\t0\t0\t700\t00000000\t0\t0\t0
        wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
        wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0
        """);
    String nobody = "0".repeat(32);
    Files.writeString(
        folder.resolve("ipv6_route"),
        String.join(
            "\n",
            "fe80" + "0".repeat(28) + " 40 " + nobody + " 00 " + nobody + route("wwan0"),
            nobody + " 00 " + nobody + " 00 fe80" + "0".repeat(27) + "1" + route("wwan0"),
            nobody + " 00 " + nobody + " 00 " + nobody + route("lo"),
            ""));
    assertEquals(
        Set.of("wwan0 0100A8C0", "wlan0 0101A8C0", "wwan0 fe80" + "0".repeat(27) + "1"),
        routes.list());
  }

  private static String route(String device) {
    return " 00000400 00000001 00000000 00450003 " + "   " + device;
  }

  @Test
  void areNoneWhereTheKernelDoesNotSay() {
    assertEquals(Set.of(), routes.list());
  }
}
