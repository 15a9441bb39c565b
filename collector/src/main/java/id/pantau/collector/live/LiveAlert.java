package id.pantau.collector.live;

/**
 * There is an alert that people are to be told of.
 *
 * @param rule what was looked for, e.g. {@code panic}
 * @param severity {@code high}, {@code medium} or {@code low}
 */
public record LiveAlert(long id, int opdId, int vehicleId, String rule, String severity)
    implements LiveNews {
  @Override
  public String event() {
    return "alert";
  }
}
