package id.pantau.agent.ublox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

/**
 * How disturbed the receiver's reception is, as it says itself.
 *
 * @param indicator for a carrier between the satellites', 0 = none to 255 = strong; negative where
 *     it is not told
 */
public record Interference(Jamming jamming, Spoofing spoofing, int indicator) {
  /** In the order of the codes of u-blox. */
  public enum Jamming {
    UNKNOWN,
    NONE,
    /** Something is there, and there is a position all the same. */
    SEEN,
    /** Something is there, and no position. */
    STRONG;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** In the order of the codes of u-blox. */
  public enum Spoofing {
    UNKNOWN,
    NONE,
    SUSPECTED,
    CERTAIN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final int MON = 0x0a;
  static final int MON_HW = 0x09;
  static final int MON_RF = 0x38;
  static final int SEC = 0x27;
  static final int SEC_SIG = 0x09;

  private static final int MON_HW_FLAGS = 22;

  /** Generations 7 and 8: u-blox 8 / M8 Receiver description, UBX-13003221, UBX-MON-HW. */
  private static final int MON_HW_BYTES = 60;

  private static final int MON_HW_INDICATOR = 45;

  /** Generation 6, with 25 instead of 17 pins in between: GPS.G6-SW-10018, MON-HW. */
  private static final int MON_HW_6_BYTES = 68;

  private static final int MON_HW_6_INDICATOR = 53;

  private static final int MON_RF_HEAD = 4;
  private static final int MON_RF_BLOCK = 24;
  private static final int SEC_SIG_1_BYTES = 12;
  private static final int SEC_SIG_HEAD = 4;

  /** Whatever nobody has said. */
  static final Interference UNKNOWN = new Interference(Jamming.UNKNOWN, Spoofing.UNKNOWN, -1);

  /** Empty for another message, or one whose length or version is none that is documented. */
  static Optional<Interference> read(UbxFrame frame) {
    ByteBuffer payload = ByteBuffer.wrap(frame.payload()).order(ByteOrder.LITTLE_ENDIAN);
    if (frame.group() == MON && frame.id() == MON_HW) {
      return hardware(payload);
    }
    if (frame.group() == MON && frame.id() == MON_RF) {
      return radio(payload);
    }
    if (frame.group() == SEC && frame.id() == SEC_SIG) {
      return signals(payload);
    }
    return Optional.empty();
  }

  /** Bits 2 and 3 of the flags. */
  private static Optional<Interference> hardware(ByteBuffer payload) {
    int at =
        switch (payload.limit()) {
          case MON_HW_BYTES -> MON_HW_INDICATOR;
          case MON_HW_6_BYTES -> MON_HW_6_INDICATOR;
          default -> -1;
        };
    return at < 0
        ? Optional.empty()
        : Optional.of(jammed(payload.get(MON_HW_FLAGS) >> 2, payload.get(at) & 0xff));
  }

  /** A block for each band: u-blox M10 SPG 5.10 Interface description, UBX-21035062, UBX-MON-RF. */
  private static Optional<Interference> radio(ByteBuffer payload) {
    int blocks = payload.limit() < MON_RF_HEAD ? 0 : payload.get(1) & 0xff;
    boolean isWhole =
        blocks > 0 && payload.get(0) == 0 && payload.limit() == MON_RF_HEAD + blocks * MON_RF_BLOCK;
    if (!isWhole) {
      return Optional.empty();
    }
    Interference all = UNKNOWN;
    for (int at = MON_RF_HEAD; at < payload.limit(); at += MON_RF_BLOCK) {
      all = all.and(jammed(payload.get(at + 1), payload.get(at + 16) & 0xff));
    }
    return Optional.of(all);
  }

  /** Two versions of it: the same manual, UBX-SEC-SIG. */
  private static Optional<Interference> signals(ByteBuffer payload) {
    if (payload.limit() == SEC_SIG_1_BYTES && payload.get(0) == 1) {
      return Optional.of(security(payload.get(4) >> 1, payload.get(8) >> 1));
    }
    boolean isSecond =
        payload.limit() >= SEC_SIG_HEAD
            && payload.get(0) == 2
            && payload.limit() == SEC_SIG_HEAD + 4 * (payload.get(3) & 0xff);
    return isSecond
        ? Optional.of(security(payload.get(1) >> 1, payload.get(1) >> 4))
        : Optional.empty();
  }

  private static Interference jammed(int code, int indicator) {
    return new Interference(Jamming.values()[code & 3], Spoofing.UNKNOWN, indicator);
  }

  /** The codes of spoofing have three bits, of which four values are documented. */
  private static Interference security(int jamming, int spoofing) {
    int known = (spoofing & 7) < Spoofing.values().length ? spoofing & 7 : 0;
    return new Interference(Jamming.values()[jamming & 3], Spoofing.values()[known], -1);
  }

  /** What two messages say together: the worse of each. */
  Interference and(Interference other) {
    return new Interference(
        jamming.compareTo(other.jamming) >= 0 ? jamming : other.jamming,
        spoofing.compareTo(other.spoofing) >= 0 ? spoofing : other.spoofing,
        Math.max(indicator, other.indicator));
  }

  /** Whether somebody should look: there is no position, or a false one. */
  public boolean isBad() {
    return jamming == Jamming.STRONG || spoofing.compareTo(Spoofing.SUSPECTED) >= 0;
  }
}
