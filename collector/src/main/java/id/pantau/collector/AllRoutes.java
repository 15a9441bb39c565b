package id.pantau.collector;

import id.pantau.collector.activity.ActivityApi;
import id.pantau.collector.alert.AlertApi;
import id.pantau.collector.alert.RuleApi;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.auth.AuthApi;
import id.pantau.collector.db.Db;
import id.pantau.collector.enrolment.EnrolmentApi;
import id.pantau.collector.export.ExportApi;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.FleetApi;
import id.pantau.collector.foreign.ForeignApi;
import id.pantau.collector.ingest.DeviceApi;
import id.pantau.collector.ingest.HttpInbox;
import id.pantau.collector.live.LatestApi;
import id.pantau.collector.live.LiveApi;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.permit.PermitApi;
import id.pantau.collector.permit.Permits;
import id.pantau.collector.presence.PresenceApi;
import id.pantau.collector.region.AreaApi;
import id.pantau.collector.region.Region;
import id.pantau.collector.region.RegionApi;
import id.pantau.collector.registry.Registry;
import id.pantau.collector.registry.RegistryApi;
import id.pantau.collector.remote.RemoteApi;
import id.pantau.collector.report.ReportApi;
import id.pantau.collector.retention.RetentionApi;
import id.pantau.collector.track.TrackApi;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.visit.VisitApi;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Routes;
import java.time.InstantSource;
import java.util.List;

/**
 * Which routes are hung up.
 *
 * @param main where people and their programs ask
 * @param door where trackers without a certificate are heard
 */
record AllRoutes(Routes main, Routes door) {

  static AllRoutes of(Ground ground, TrackerSide trackers, PeopleSide people) {
    InstantSource clock = ground.clock();
    Db db = ground.db();
    Region region = ground.region();
    Audit audit = ground.audit();
    Auth auth = ground.auth();
    Fleet fleet = ground.fleet();
    Tracks tracks = trackers.tracks();
    LiveFeed live = trackers.live();
    var enrolment = new EnrolmentApi(trackers.enrolment());
    List<Api> apis =
        List.of(
            new AuthApi(auth, id -> region.getOpd(id).name()),
            new RegionApi(region, ground.settings().demo(), Version.text()),
            new AreaApi(region, audit),
            new FleetApi(fleet),
            new ActivityApi(people.activities()),
            new ReportApi(people.reports()),
            new TrackApi(tracks, fleet, region, clock),
            new VisitApi(people.visits(), fleet),
            new PresenceApi(people.presences(), region),
            new AlertApi(people.alerts()),
            new RuleApi(people.alerts()),
            new RegistryApi(new Registry(db, region, fleet, audit, clock), region),
            new PermitApi(new Permits(db, fleet, audit, clock)),
            new ExportApi(tracks, fleet, region, audit),
            new RetentionApi(people.retention()),
            new LiveApi(live, fleet, auth, clock),
            new LatestApi(live, tracks, clock),
            new DeviceApi(db),
            new HttpInbox(trackers.foreign(), trackers.targets(), clock),
            new ForeignApi(trackers.foreign()),
            new RemoteApi(trackers.remote()),
            enrolment,
            new OpenApi(Version.text()));
    var all = new AllRoutes(new Routes(), new Routes());
    apis.forEach(api -> api.register(all.main));
    enrolment.registerDoor(all.door);
    return all;
  }
}
