package id.pantau.acceptance.chain;

import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.EventCodec;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.PrivateBroker;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * Names records to their trackers as soon as the broker has them, before anybody has stored them.
 * Stands for a collector where only the tracker matters; what Pantau must never be.
 */
public final class Acknowledger implements AutoCloseable {
  private static final long ANSWER_MS = 10_000;

  private final MqttAsyncClient client;

  private Acknowledger(MqttAsyncClient client) {
    this.client = client;
  }

  /**
   * Connects.
   *
   * @param name of a collector that the access list of the broker knows
   * @param heard is told each message before it is named, on a thread of Paho
   */
  public static Acknowledger start(
      PrivateBroker broker,
      CertificateAuthority authority,
      String name,
      BiConsumer<Topics.Source, byte[]> heard) {
    try {
      var client = new MqttAsyncClient(broker.uri(), name, new MemoryPersistence());
      client.setCallback(new Listener(client, heard));
      var options = new MqttConnectionOptions();
      options.setSocketFactory(authority.sslContext(authority.client(name)).getSocketFactory());
      options.setAutomaticReconnect(true);
      options.setAutomaticReconnectDelay(1, 1);
      client.connect(options).waitForCompletion(ANSWER_MS);
      return new Acknowledger(client);
    } catch (MqttException e) {
      throw new IllegalStateException("the acknowledger cannot connect", e);
    }
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 100, false);
      client.close(true);
    } catch (MqttException alreadyGone) {
      // what we wanted
    }
  }

  /** The acknowledgement of everything in a payload. */
  private static Optional<Ack> ack(Topics.Up lane, byte[] payload) {
    if (lane == Topics.Up.EVENT) {
      return EventCodec.decode(payload) instanceof Decoded.Good<NumberedEvent>(var event)
          ? Optional.of(new Ack(event.epoch(), List.of(new SeqRange(event.seq(), event.seq()))))
          : Optional.empty();
    }
    // What the other lanes carry is no record.
    boolean records = lane == Topics.Up.TRACK || lane == Topics.Up.LIVE;
    return records
            && TrackCodec.decode(payload) instanceof Decoded.Good<TrackBatch>(TrackBatch batch)
        ? Optional.of(
            new Ack(
                batch.epoch(),
                batch.records().stream()
                    .map(TrackRecord::seq)
                    .map(seq -> new SeqRange(seq, seq))
                    .toList()))
        : Optional.empty();
  }

  private record Listener(MqttAsyncClient client, BiConsumer<Topics.Source, byte[]> heard)
      implements MqttCallback {
    @Override
    public void connectComplete(boolean reconnect, String uri) {
      try {
        client.subscribe(Topics.allUp(), 1);
      } catch (MqttException e) {
        throw new IllegalStateException("cannot subscribe", e);
      }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
      Optional<Topics.Source> source = Topics.findSource(topic);
      source.ifPresent(from -> heard.accept(from, message.getPayload()));
      Optional<Ack> ack = source.flatMap(from -> ack(from.lane(), message.getPayload()));
      if (ack.isPresent()) {
        String down = Topics.down(source.orElseThrow().device(), Topics.Down.ACK);
        client.publish(down, AckCodec.encode(ack.get()), 1, false);
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
