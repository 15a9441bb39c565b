package id.pantau.agent.motion;

import java.time.Duration;

/**
 * How much the track may be thinned.
 *
 * @param epsilonM how far a left-out fix may be from the line between kept ones at its own time
 * @param maxGap no longer between kept points while fixes come
 */
public record ThinningSettings(double epsilonM, Duration maxGap) {
  public static final ThinningSettings DEFAULT = new ThinningSettings(10, Duration.ofSeconds(60));

  public ThinningSettings {
    if (!(epsilonM >= 1 && epsilonM <= 1_000)) {
      throw new IllegalArgumentException("epsilonM " + epsilonM + " is not 1 to 1000");
    }
    if (maxGap.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("maxGap " + maxGap);
    }
  }
}
