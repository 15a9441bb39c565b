package id.pantau.collector.live;

import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.scope.Viewer;
import java.util.List;
import java.util.Set;

/**
 * What one viewer may hear of the stream.
 *
 * @param vehicles those whose positions they may see
 */
record LiveScope(Viewer viewer, Set<Integer> vehicles) {

  static LiveScope of(Viewer viewer, Fleet fleet) {
    return new LiveScope(viewer, viewer.seesRoutes() ? fleet.listVehicleIds(viewer) : Set.of());
  }

  List<PositionRow> positions(List<PositionRow> all) {
    return all.stream().filter(row -> vehicles.contains(row.vehicleId())).toList();
  }

  List<LiveNews> told(List<LiveNews> all) {
    return all.stream().filter(news -> viewer.readsOpd(news.opdId())).toList();
  }
}
