package id.pantau.collector.db;

/**
 * The database does not answer, or has no room; the same work may succeed later. Nothing of it was
 * kept, unless the connection broke during the commit itself: then nobody knows.
 */
public final class DatabaseAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean outOfRoom;

  /**
   * @param cause what the driver or the pool said
   * @param outOfRoom as {@link #isOutOfRoom} says
   */
  public DatabaseAway(Throwable cause, boolean outOfRoom) {
    super(outOfRoom ? "the database has no room" : "the database does not answer", cause);
    this.outOfRoom = outOfRoom;
  }

  /** Whether it waits for a person: a full disk does not empty itself. */
  public boolean isOutOfRoom() {
    return outOfRoom;
  }
}
