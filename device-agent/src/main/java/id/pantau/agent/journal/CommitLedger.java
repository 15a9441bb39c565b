package id.pantau.agent.journal;

/**
 * Is told of every committed record: the oracle of tests, kept outside the system.
 *
 * <p>After a restart, records that are not acknowledged are told again, because the program may
 * have died between the commit and the telling; the bytes are the same.
 */
@FunctionalInterface
public interface CommitLedger {
  /** Nobody wants to know. */
  CommitLedger NONE = (epoch, seq, payload) -> {};

  /**
   * A record is committed; called before any of it is sent.
   *
   * @param payload as it would travel alone: a {@code TrackBatch} of one, or an {@code EventRecord}
   */
  void committed(long epoch, long seq, byte[] payload);
}
