package id.pantau.collector.live;

import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.scope.Viewer;
import java.util.BitSet;
import java.util.List;

/**
 * What one viewer may hear of the stream.
 *
 * @param vehicles the ids of those whose positions they may see: one bit each, because every viewer
 *     has a set of their own
 */
record LiveScope(Viewer viewer, BitSet vehicles) {

  static LiveScope of(Viewer viewer, Fleet fleet) {
    var vehicles = new BitSet();
    if (viewer.seesRoutes()) {
      fleet.listVehicleIds(viewer).forEach(vehicles::set);
    }
    return new LiveScope(viewer, vehicles);
  }

  PositionRows positions(PositionRows all) {
    return all.only(vehicles);
  }

  List<LiveNews> told(List<LiveNews> all) {
    return all.stream().filter(news -> viewer.readsOpd(news.opdId())).toList();
  }
}
