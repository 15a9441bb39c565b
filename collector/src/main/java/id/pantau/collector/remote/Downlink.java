package id.pantau.collector.remote;

import id.pantau.wire.DeviceId;
import id.pantau.wire.Topics;

/** The way to a tracker. */
@FunctionalInterface
public interface Downlink {
  /**
   * Sends it, if the tracker is connected; what is kept it also gets whenever it connects.
   *
   * @param kept whether it replaces what was kept on this lane before
   * @return whether the broker was there to take it
   */
  boolean send(DeviceId device, Topics.Down lane, byte[] payload, boolean kept);
}
