package id.pantau.collector;

import id.pantau.collector.activity.Activities;
import id.pantau.collector.activity.ReportChange;
import id.pantau.collector.alert.AlertNews;
import id.pantau.collector.alert.Alerts;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.live.LiveAlert;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.live.LiveReport;
import id.pantau.collector.presence.Presences;
import id.pantau.collector.region.Region;
import id.pantau.collector.report.Reports;
import id.pantau.collector.retention.Retention;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.visit.Visits;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The side of the people: what agencies report, what is found out from where vehicles were, and how
 * long it is kept. All but activities and reports work on threads of their own.
 */
record PeopleSide(
    Activities activities,
    Reports reports,
    Visits visits,
    Presences presences,
    Alerts alerts,
    Retention retention) {

  /** Whoever looks at the demo sees its first days soon. */
  private static final Duration DEMO_LOOK = Duration.ofSeconds(20);

  static PeopleSide start(Ground ground, TrackerSide trackers) {
    CollectorSettings settings = ground.settings();
    Parts parts = ground.parts();
    InstantSource clock = ground.clock();
    Db db = ground.db();
    Region region = ground.region();
    Audit audit = ground.audit();
    Tracks tracks = trackers.tracks();
    LiveFeed live = trackers.live();

    var activities = new Activities(db, region, clock, change -> live.publish(liveReport(change)));
    var visits =
        parts.add(new Visits(db, new Visits.Sources(region, activities, tracks, audit), clock));
    visits.start();
    var presences =
        parts.add(new Presences(db, region, settings.demo() ? DEMO_LOOK : Presences.LOOK_EVERY));
    presences.start();
    var alerts =
        parts.add(
            new Alerts(
                db,
                new Alerts.Sources(region, tracks, audit),
                clock,
                news -> live.publish(liveAlert(news))));
    alerts.start();
    var retention =
        parts.add(
            new Retention(
                db, new Retention.Sources(region, tracks, audit), settings.retention(), clock));
    retention.start();
    return new PeopleSide(
        activities, new Reports(activities, region, clock), visits, presences, alerts, retention);
  }

  private static LiveReport liveReport(ReportChange change) {
    return new LiveReport(
        change.opdId(),
        change.date(),
        change.state().word(),
        change.doneCount(),
        change.dueCount());
  }

  private static LiveAlert liveAlert(AlertNews news) {
    return new LiveAlert(news.id(), news.opdId(), news.vehicleId(), news.rule(), news.severity());
  }
}
