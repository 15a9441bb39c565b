package id.pantau.agent;

/**
 * What a tracker tells of itself at each turn, five minutes apart, to a collector that understands
 * beats: all of it once a day and when something has changed that a technician should know, what
 * counts up every six hours on the road, and else now and then that it lives. One thread.
 */
public final class ReportPace {
  /** So long a collector waits more than twice before it shows a parked vehicle as silent. */
  private static final int RESTING_TURNS = 6;

  /** On the road its positions show that it lives. */
  private static final int DRIVING_TURNS = 3;

  private static final int HOUR = 12;
  private static final int SHORT_EVERY = 6 * HOUR;
  private static final int DAY = 24 * HOUR;

  private int sinceFull = DAY;
  private int sinceShort;
  private int sinceTold;
  private boolean hadFix;

  /** What is due. */
  public enum Due {
    /** Every reading there is. */
    FULL,
    /** The report without the machine's readings. */
    SHORT,
    BEAT,
    NOTHING
  }

  /**
   * Another turn has come.
   *
   * @param resting whether the vehicle has stood for long
   * @param hasFix whether the receiver knows where it is
   * @param alarm whether something of the machine is worth telling at once
   */
  public Due next(boolean resting, boolean hasFix, boolean alarm) {
    sinceFull++;
    sinceShort++;
    sinceTold++;
    boolean changed = hasFix != hadFix;
    if (sinceFull >= DAY || alarm) {
      reported(hasFix);
      return Due.FULL;
    }
    if (changed || !resting && sinceShort >= SHORT_EVERY) {
      return told(hasFix, Due.SHORT);
    }
    if (sinceTold >= (resting ? RESTING_TURNS : DRIVING_TURNS)) {
      sinceTold = 0;
      return Due.BEAT;
    }
    return Due.NOTHING;
  }

  /** All was told in another way. */
  public void reported(boolean hasFix) {
    sinceFull = 0;
    told(hasFix, Due.FULL);
  }

  private Due told(boolean hasFix, Due due) {
    hadFix = hasFix;
    sinceShort = 0;
    sinceTold = 0;
    return due;
  }
}
