package id.pantau.acceptance.chaos;

import id.pantau.wire.DeviceId;

/** What names a record for ever. */
public record RecordKey(DeviceId device, long epoch, long seq) {
  @Override
  public String toString() {
    return device + "/" + Long.toUnsignedString(epoch, 16) + "/" + seq;
  }
}
