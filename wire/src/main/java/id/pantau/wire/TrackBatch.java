package id.pantau.wire;

import java.util.List;

/**
 * Some records of one journal, in rising {@code seq}.
 *
 * @param epoch the random id the journal got when it was made; a re-imaged card gets another, so
 *     (device, epoch, seq) never names two different records
 * @param records 1 to {@link #MAX_RECORDS}
 * @param answerLater they may be named together with the next message that does not allow this
 */
public record TrackBatch(long epoch, List<TrackRecord> records, boolean answerLater) {
  public static final int MAX_RECORDS = 512;

  public TrackBatch {
    records = List.copyOf(records);
    if (records.isEmpty() || records.size() > MAX_RECORDS) {
      throw new IllegalArgumentException("records " + records.size());
    }
    for (int i = 1; i < records.size(); i++) {
      if (records.get(i).seq() <= records.get(i - 1).seq()) {
        throw new IllegalArgumentException("seq does not rise at " + i);
      }
    }
  }

  /** Records that are to be named at once. */
  public TrackBatch(long epoch, List<TrackRecord> records) {
    this(epoch, records, false);
  }
}
