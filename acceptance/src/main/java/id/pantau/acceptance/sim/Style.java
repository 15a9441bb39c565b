package id.pantau.acceptance.sim;

/**
 * How a vehicle is driven.
 *
 * @param pace share of the speed that others drive here
 * @param topMs never faster, m/s
 * @param accelerationMs2 when pulling away
 * @param brakingMs2 when slowing down
 * @param sidewaysMs2 what the driver accepts in a bend
 * @param haltEveryM it halts on its way about this often (bus stops, rubbish bins); 0 = only for
 *     traffic
 * @param haltS how long such a halt takes about
 */
record Style(
    double pace,
    double topMs,
    double accelerationMs2,
    double brakingMs2,
    double sidewaysMs2,
    double haltEveryM,
    double haltS) {

  Style halting(double everyM, double forS) {
    return new Style(pace, topMs, accelerationMs2, brakingMs2, sidewaysMs2, everyM, forS);
  }

  Style hurrying() {
    return new Style(
        pace * 1.2,
        topMs * 1.1,
        accelerationMs2 * 1.2,
        brakingMs2 * 1.2,
        sidewaysMs2 * 1.2,
        haltEveryM,
        haltS);
  }

  /** As nobody should drive: more than 80 km/h where a road is open and good. */
  Style speeding() {
    return new Style(
        pace * 1.5,
        topMs * 1.1,
        accelerationMs2,
        brakingMs2 * 1.2,
        sidewaysMs2 * 1.8,
        haltEveryM,
        haltS);
  }
}
