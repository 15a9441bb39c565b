package id.pantau.agent.ublox;

/**
 * How a receiver is to work.
 *
 * @param rateHz solutions a second, 1 to 10; more than 3 need a faster line than 9600 baud
 */
public record UbloxSettings(int rateHz) {
  public UbloxSettings {
    if (rateHz < 1 || rateHz > 10) {
      throw new IllegalArgumentException("rate-hz " + rateHz + " is not 1 to 10");
    }
  }

  int periodMs() {
    return 1_000 / rateHz;
  }
}
