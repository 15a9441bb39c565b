package id.pantau.acceptance.sim;

/**
 * One vehicle driving one route: when it is where, how fast.
 *
 * <p>Speeds obey the road, the bends, the traffic and what the vehicle can do; the vehicle stands
 * at both ends. Immutable.
 */
final class Drive {
  /** Below this a vehicle does not crawl: it stands or it goes. */
  private static final double CRAWL_MS = 1.2;

  private static final double TRAFFIC_HALT_EVERY_M = 2_600;

  private final Route route;
  private final float[] speedMs;
  private final float[] arriveS;
  private final float[] leaveS;

  private Drive(Route route, float[] speedMs, float[] arriveS, float[] leaveS) {
    this.route = route;
    this.speedMs = speedMs;
    this.arriveS = arriveS;
    this.leaveS = leaveS;
  }

  /**
   * @param rush share by which traffic slows everybody in towns, 0 to 0.5
   */
  static Drive along(Route route, Style style, double rush, Chance chance) {
    int n = route.size();
    var haltS = new float[n];
    var speed = new float[n];
    for (int i = 0; i < n; i++) {
      speed[i] = (float) wishMs(route, i, style, rush, chance);
    }
    plantHalts(route, style, haltS, chance);
    speed[0] = 0;
    speed[n - 1] = 0;
    for (int i = 1; i < n - 1; i++) {
      if (haltS[i] > 0) {
        speed[i] = 0;
      }
    }
    obey(speed, route.spacingM(), style);
    var arrive = new float[n];
    var leave = new float[n];
    for (int i = 1; i < n; i++) {
      double mean = Math.max((speed[i - 1] + speed[i]) / 2, CRAWL_MS / 2);
      arrive[i] = (float) (leave[i - 1] + route.spacingM() / mean);
      leave[i] = arrive[i] + haltS[i];
    }
    return new Drive(route, speed, arrive, leave);
  }

  private static double wishMs(Route route, int i, Style style, double rush, Chance chance) {
    double metres = i * route.spacingM();
    double mood = 1 + 0.07 * chance.wander(metres, 700);
    double traffic = route.isTown(i) ? 1 - rush * (0.6 + 0.4 * chance.unit(i / 40)) : 1 - rush / 4;
    double wish = route.limitMs(i) * style.pace() * mood * traffic;
    double bend = Math.sqrt(style.sidewaysMs2() / route.bendPerM(i));
    return Math.max(CRAWL_MS, Math.min(style.topMs(), Math.min(wish, bend)));
  }

  /** Red lights, crossings, queues; and the stops that are the work of a bus or a waste truck. */
  private static void plantHalts(Route route, Style style, float[] haltS, Chance chance) {
    double next = chance.between(1, 0.3, 1.3) * TRAFFIC_HALT_EVERY_M;
    double nextWork = style.haltEveryM() > 0 ? style.haltEveryM() : Double.MAX_VALUE;
    for (int i = 4; i < route.size() - 4; i++) {
      double metres = i * route.spacingM();
      if (metres >= next) {
        if (route.isTown(i)) {
          haltS[i] = (float) chance.between(1_000 + i, 4, 38);
        }
        next = metres + chance.between(2_000 + i, 0.4, 1.6) * TRAFFIC_HALT_EVERY_M;
      } else if (metres >= nextWork) {
        haltS[i] = (float) (style.haltS() * chance.between(3_000 + i, 0.5, 1.8));
        nextWork = metres + style.haltEveryM() * chance.between(4_000 + i, 0.6, 1.5);
      }
    }
  }

  /** Lowers speeds until no step needs more acceleration or braking than the vehicle has. */
  private static void obey(float[] speed, double spacingM, Style style) {
    for (int i = 1; i < speed.length; i++) {
      double most = Math.sqrt(speed[i - 1] * speed[i - 1] + 2 * style.accelerationMs2() * spacingM);
      speed[i] = (float) Math.min(speed[i], most);
    }
    for (int i = speed.length - 2; i >= 0; i--) {
      double most = Math.sqrt(speed[i + 1] * speed[i + 1] + 2 * style.brakingMs2() * spacingM);
      speed[i] = (float) Math.min(speed[i], most);
    }
  }

  double durationS() {
    return arriveS[arriveS.length - 1];
  }

  double lengthM() {
    return route.lengthM();
  }

  /** The state {@code seconds} after the start. */
  Motion at(double seconds) {
    int low = 0;
    int high = leaveS.length - 1;
    while (low < high) { // the last sample that was left by then
      int middle = (low + high + 1) >>> 1;
      if (leaveS[middle] <= seconds) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low == leaveS.length - 1) {
      return motion(low * route.spacingM(), 0);
    }
    double since = seconds - leaveS[low];
    double step = arriveS[low + 1] - leaveS[low];
    if (since >= step) {
      return motion((low + 1) * route.spacingM(), 0);
    }
    double share = since / step;
    double from = speedMs[low];
    double to = speedMs[low + 1];
    double acceleration = (to - from) / step;
    double gone =
        from + to < CRAWL_MS
            ? share * route.spacingM()
            : from * since + acceleration * since * since / 2;
    return motion(low * route.spacingM() + gone, from + (to - from) * share);
  }

  private Motion motion(double metres, double speed) {
    return new Motion(route.at(metres), speed, route.courseDeg(metres), metres);
  }

  /**
   * @param metres from the start of the route
   */
  record Motion(Plane.Point at, double speedMs, double courseDeg, double metres) {}
}
