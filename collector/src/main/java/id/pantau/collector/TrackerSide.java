package id.pantau.collector;

import id.pantau.collector.enrolment.Enrolment;
import id.pantau.collector.enrolment.Office;
import id.pantau.collector.enrolment.RenewalDesk;
import id.pantau.collector.foreign.ForeignTrackers;
import id.pantau.collector.ingest.BrokerAccess;
import id.pantau.collector.ingest.Ingest;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.live.LivePosition;
import id.pantau.collector.live.StateWatch;
import id.pantau.collector.remote.Downlink;
import id.pantau.collector.remote.Remote;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.track.VehiclePosition;
import id.pantau.wire.MutualTls;
import id.pantau.wire.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The side of the trackers: what they say is stored and shown, and something is said to them.
 *
 * @param targets where what comes goes to, by whichever way it comes
 * @param ingest empty = nothing comes by MQTT
 * @param office empty = certificates are made elsewhere
 */
record TrackerSide(
    Tracks tracks,
    LiveFeed live,
    Ingest.Targets targets,
    Optional<Ingest> ingest,
    Remote remote,
    ForeignTrackers foreign,
    Enrolment enrolment,
    Optional<Office> office) {

  static TrackerSide start(Ground ground, OpeningOffice opening) {
    Parts parts = ground.parts();
    InstantSource clock = ground.clock();
    Tracks tracks =
        parts.add(
            new Tracks(ground.db(), ground.fleet(), ground.region(), clock, Tracks.DERIVE_AFTER));
    tracks.start();
    if (ground.settings().mqtt().flatMap(CollectorSettings.Mqtt::group).isPresent()) {
      tracks.followOthers();
    }
    LiveFeed live =
        parts.add(new LiveFeed(viewer -> livePositions(tracks.listPositions(viewer)), clock));
    live.start();
    parts.add(new StateWatch(() -> livePositions(tracks.listPositions()), live)).start();

    Optional<Office> office = opening.await();
    var enrolment =
        new Enrolment(
            new Enrolment.Parts(ground.db(), ground.fleet(), ground.audit()), office, clock);
    enrolment.publishRevocations();
    var renewals = parts.add(new RenewalDesk(enrolment));

    var targets = new Ingest.Targets(ground.db(), ground.fleet(), tracks, live, renewals::ask);
    Optional<Ingest> ingest =
        ground.settings().mqtt().map(mqtt -> parts.add(ingest(mqtt, targets, clock)));
    ingest.ifPresent(Ingest::start);
    ingest.ifPresent(
        way ->
            renewals.start(
                (device, told) -> way.send(device, Topics.Down.CERTIFICATE, told, false)));
    Downlink downlink =
        ingest.<Downlink>map(way -> way::send).orElse((device, lane, payload, kept) -> false);
    return new TrackerSide(
        tracks,
        live,
        targets,
        ingest,
        new Remote(ground.db(), ground.fleet(), downlink, clock),
        new ForeignTrackers(ground.db(), ground.fleet(), ground.audit(), clock),
        enrolment,
        office);
  }

  private static Ingest ingest(
      CollectorSettings.Mqtt mqtt, Ingest.Targets targets, InstantSource clock) {
    SSLContext tls = MutualTls.context(mqtt.caFile(), mqtt.certificateFile(), mqtt.keyFile());
    return new Ingest(new BrokerAccess(mqtt.uri(), tls, mqtt.group()), targets, clock);
  }

  private static List<LivePosition> livePositions(List<VehiclePosition> positions) {
    return positions.stream().map(LivePosition::of).toList();
  }
}
