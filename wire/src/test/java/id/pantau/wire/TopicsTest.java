package id.pantau.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
  private static final DeviceId DEVICE = new DeviceId("lotim-0042");

  @ParameterizedTest
  @EnumSource(Topics.Up.class)
  void readsBackTheSenderOfEveryUpwardLane(Topics.Up lane) {
    assertEquals(
        Optional.of(new Topics.Source(DEVICE, lane)), Topics.findSource(Topics.up(DEVICE, lane)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pantau/v1/up/",
        "pantau/v1/up/lotim-0042",
        "pantau/v1/up/lotim-0042/",
        "pantau/v1/up//track",
        "pantau/v1/up/lotim-0042/track/x",
        "pantau/v1/up/lotim/0042/track",
        "pantau/v1/up/LOTIM/track",
        "pantau/v1/up/+/track",
        "pantau/v1/up/lotim-0042/ack",
        "pantau/v1/down/lotim-0042/ack",
        "pantau/v2/up/lotim-0042/track",
      })
  void knowsNoSenderForAnyOtherTopic(String topic) {
    assertTrue(Topics.findSource(topic).isEmpty(), topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "a/b", "a+b", "#", "a b", "a.b", "123456789012345678901234567890123"})
  void refusesADeviceIdThatCouldReachAnotherTopic(String id) {
    assertThrows(IllegalArgumentException.class, () -> new DeviceId(id));
  }

  @Test
  void subscribesToExactlyTwoLevelsBelowTheDirection() {
    assertEquals("pantau/v1/up/+/+", Topics.allUp());
    assertEquals("pantau/v1/down/lotim-0042/+", Topics.allDown(DEVICE));
  }
}
