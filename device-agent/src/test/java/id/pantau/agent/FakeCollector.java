package id.pantau.agent;

import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Beat;
import id.pantau.wire.BeatCodec;
import id.pantau.wire.Command;
import id.pantau.wire.CommandCodec;
import id.pantau.wire.CommandResult;
import id.pantau.wire.CommandResultCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventCodec;
import id.pantau.wire.Fix;
import id.pantau.wire.Health;
import id.pantau.wire.HealthCodec;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.PreviewCodec;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.Await;
import id.pantau.workbench.PrivateBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The office as a tracker knows it: takes records, and names them when told to. */
final class FakeCollector implements AutoCloseable {
  private static final long LIMIT_MS = 10_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

  private final MqttAsyncClient client;
  private final ExecutorService answering = Executors.newSingleThreadExecutor();
  private final Map<Long, Fix> fixes = new ConcurrentSkipListMap<>();
  private final Map<Long, DeviceEvent> events = new ConcurrentSkipListMap<>();
  private final List<Health> healths = new CopyOnWriteArrayList<>();
  private final List<CommandResult> results = new CopyOnWriteArrayList<>();
  private final List<byte[]> requests = new CopyOnWriteArrayList<>();
  private final List<String> lanes = new CopyOnWriteArrayList<>();
  private final AtomicLong epoch = new AtomicLong();
  private final AtomicInteger doubles = new AtomicInteger();
  private final PreviewCodec.Reader reader = new PreviewCodec.Reader();
  private final List<Fix> previews = new CopyOnWriteArrayList<>();
  private final List<Beat> beats = new CopyOnWriteArrayList<>();
  private volatile boolean answers = true;
  private volatile int dialect = Ack.FIRST_DIALECT;

  private FakeCollector(MqttAsyncClient client) {
    this.client = client;
  }

  static FakeCollector connect(PrivateBroker broker, SSLContext tls) {
    try {
      var client = new MqttAsyncClient(broker.uri(), "collector", new MemoryPersistence());
      var collector = new FakeCollector(client);
      client.setCallback(collector.new Inbox());
      var options = new MqttConnectionOptions();
      options.setSocketFactory(tls.getSocketFactory());
      options.setAutomaticReconnect(false);
      client.connect(options).waitForCompletion(LIMIT_MS);
      client.subscribe(Topics.allUp(), 1).waitForCompletion(LIMIT_MS);
      return collector;
    } catch (MqttException e) {
      throw new IllegalStateException("the collector of the test cannot connect", e);
    }
  }

  /** Whether it names what comes from now on. */
  void answers(boolean yes) {
    answers = yes;
  }

  /** From now on its answers say that it understands previews and beats. */
  void isSparing() {
    dialect = Ack.SPARING_DIALECT;
  }

  List<Fix> previews() {
    return previews;
  }

  List<Beat> beats() {
    return beats;
  }

  Map<Long, Fix> fixes() {
    return fixes;
  }

  Map<Long, DeviceEvent> events() {
    return events;
  }

  List<Health> healths() {
    return healths;
  }

  List<CommandResult> results() {
    return results;
  }

  /** For certificates, as they came. */
  List<byte[]> requests() {
    return requests;
  }

  /** Lane and number of records of every message, e.g. {@code TRACK 10}. */
  List<String> lanes() {
    return lanes;
  }

  long epoch() {
    return epoch.get();
  }

  /** How many records came more than once. */
  int doubles() {
    return doubles.get();
  }

  void acknowledge(DeviceId device, long ofEpoch, List<SeqRange> ranges) {
    answering.execute(
        () -> {
          try {
            client.publish(
                Topics.down(device, Topics.Down.ACK),
                AckCodec.encode(new Ack(ofEpoch, ranges, dialect)),
                1,
                false);
          } catch (MqttException e) {
            lanes.add("ack not sent: " + e);
          }
        });
  }

  void publish(String topic, byte[] payload) {
    answering.execute(
        () -> {
          try {
            client.publish(topic, payload, 1, false);
          } catch (MqttException e) {
            lanes.add("not sent: " + e);
          }
        });
  }

  /** Asks a tracker for something that never comes too late. */
  void command(DeviceId device, String id, Command.Kind kind, Map<String, String> arguments) {
    publish(
        Topics.down(device, Topics.Down.COMMAND),
        CommandCodec.encode(new Command(id, kind, LATE, arguments)));
  }

  CommandResult awaitResult(String id) {
    Await.until("command " + id + " is answered", LIMIT, () -> findResult(id).isPresent());
    return findResult(id).orElseThrow();
  }

  private Optional<CommandResult> findResult(String id) {
    return results().stream().filter(result -> result.commandId().equals(id)).findFirst();
  }

  Map<Instant, Fix> byTime() {
    return fixes().values().stream().collect(Collectors.toMap(Fix::fixTime, fix -> fix));
  }

  private void take(String topic, byte[] payload) {
    Topics.Source source = Topics.findSource(topic).orElseThrow();
    List<SeqRange> ranges = new ArrayList<>();
    long ofEpoch = 0;
    switch (source.lane()) {
      case TRACK, LIVE -> {
        TrackBatch batch = good(TrackCodec.decode(payload));
        ofEpoch = batch.epoch();
        for (TrackRecord record : batch.records()) {
          doubles.addAndGet(fixes.put(record.seq(), record.fix()) == null ? 0 : 1);
          ranges.add(new SeqRange(record.seq(), record.seq()));
        }
      }
      case EVENT -> {
        NumberedEvent event = good(EventCodec.decode(payload));
        ofEpoch = event.epoch();
        events.put(event.seq(), event.event());
        ranges.add(new SeqRange(event.seq(), event.seq()));
      }
      case PREVIEW -> good(reader.read(payload, Instant.now())).ifPresent(previews::add);
      case BEAT -> beats.add(good(BeatCodec.decode(payload)));
      case HEALTH -> healths.add(good(HealthCodec.decode(payload)));
      case CSR -> requests.add(payload);
      case RESULT -> results.add(good(CommandResultCodec.decode(payload)));
      case OWNTRACKS -> throw new AssertionError("a tracker of ours says nothing there");
    }
    lanes.add(source.lane() + " " + ranges.size());
    if (!ranges.isEmpty()) {
      epoch.set(ofEpoch);
      if (answers) {
        acknowledge(source.device(), ofEpoch, ranges);
      }
    }
  }

  private static <T> T good(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Good<T>(T value) -> value;
      case Decoded.Bad<T>(String reason) -> throw new IllegalStateException(reason);
    };
  }

  @Override
  public void close() {
    answering.shutdownNow();
    try {
      client.disconnectForcibly(0, 100, true);
      client.close(true);
    } catch (MqttException e) {
      lanes.add("not closed: " + e);
    }
  }

  private final class Inbox implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      try {
        take(topic, message.getPayload());
      } catch (RuntimeException e) {
        lanes.add("BAD " + e);
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
