package id.pantau.collector.enrolment;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Goes to the broker under some name, and away again: who has that name there is pushed out. */
final class BrokerVisit {
  private static final long ANSWER_MS = 3_000;

  private final String uri;

  /** How it was received. */
  enum Reception {
    LET_IN,
    REFUSED,
    /** No broker was there. */
    AWAY
  }

  BrokerVisit(String uri) {
    this.uri = uri;
  }

  /** Takes at most some seconds. */
  Reception as(String name, SSLContext tls) {
    try {
      var client = new MqttAsyncClient(uri, name, new MemoryPersistence());
      try {
        client.connect(options(tls)).waitForCompletion(ANSWER_MS);
        client.disconnect(ANSWER_MS).waitForCompletion(ANSWER_MS);
        return Reception.LET_IN;
      } finally {
        client.close(true);
      }
    } catch (MqttException e) {
      return isAway(e) ? Reception.AWAY : Reception.REFUSED;
    }
  }

  private static MqttConnectionOptions options(SSLContext tls) {
    var options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout((int) (ANSWER_MS / 1_000));
    return options;
  }

  private static boolean isAway(MqttException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConnectException
          || at instanceof NoRouteToHostException
          || at instanceof UnknownHostException) {
        return true;
      }
    }
    return failure.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT;
  }
}
