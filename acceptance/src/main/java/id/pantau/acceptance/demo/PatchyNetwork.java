package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.Terrain;
import id.pantau.wire.LatLon;
import id.pantau.workbench.FaultyLink;

/** A mobile network that is not everywhere: between one vehicle and the broker. One thread. */
final class PatchyNetwork implements AutoCloseable {
  private final FaultyLink link;
  private final Terrain terrain;
  private boolean covered = true;

  private PatchyNetwork(FaultyLink link, Terrain terrain) {
    this.link = link;
    this.terrain = terrain;
  }

  static PatchyNetwork to(int brokerPort, Terrain terrain) {
    return new PatchyNetwork(FaultyLink.to(brokerPort), terrain);
  }

  /** Where the vehicle finds the broker, while the network reaches it. */
  int port() {
    return link.port();
  }

  /** The vehicle is here now. */
  void moveTo(LatLon at) {
    boolean reached = !terrain.hasWeakSignal(at);
    if (reached == covered) {
      return;
    }
    covered = reached;
    if (reached) {
      link.heal();
    } else {
      link.cut();
    }
  }

  @Override
  public void close() {
    link.close();
  }
}
