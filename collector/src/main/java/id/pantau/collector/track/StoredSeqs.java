package id.pantau.collector.track;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what is new from what is stored already: (device, epoch, seq) names a record once and for
 * all, so a bit for each of them is enough. What is claimed and then not committed was never
 * claimed.
 */
final class StoredSeqs {
  private static final Sql CLAIM = Sql.beside(StoredSeqs.class, "claim-seqs.sql");

  private static final Comparator<Word> KEY_ORDER =
      Comparator.comparingInt(Word::deviceNo)
          .thenComparingLong(Word::epoch)
          .thenComparingLong(Word::number);

  private StoredSeqs() {}

  /** Sixty-four numbers of a journal in a row, the first of which is a multiple of 64. */
  private record Word(int deviceNo, long epoch, long number) {
    static Word of(ReceivedFix fix) {
      return new Word(fix.deviceNo(), fix.epoch(), fix.seq() >> 6);
    }
  }

  /**
   * Claims them for this transaction; another one with the same records waits for its end.
   *
   * @return those that were not stored, each once, in the order given
   */
  static List<ReceivedFix> claim(Session session, List<ReceivedFix> fixes) {
    Map<Word, Long> wanted = new HashMap<>();
    fixes.forEach(fix -> wanted.merge(Word.of(fix), bit(fix), (a, b) -> a | b));
    Map<Word, Long> fresh = claim(session, wanted);
    List<ReceivedFix> claimed = new ArrayList<>(fixes.size());
    for (ReceivedFix fix : fixes) {
      Word word = Word.of(fix);
      long left = fresh.getOrDefault(word, 0L);
      if ((left & bit(fix)) != 0) {
        claimed.add(fix);
        fresh.put(word, left & ~bit(fix));
      }
    }
    return claimed;
  }

  private static Map<Word, Long> claim(Session session, Map<Word, Long> wanted) {
    // All writers in the same order, so none waits for another in a circle.
    List<Word> words = wanted.keySet().stream().sorted(KEY_ORDER).toList();
    Map<String, Object> params =
        Map.of(
            "devices", words.stream().mapToInt(Word::deviceNo).toArray(),
            "epochs", words.stream().mapToLong(Word::epoch).toArray(),
            "words", words.stream().mapToLong(Word::number).toArray(),
            "seqs", words.stream().mapToLong(wanted::get).toArray());
    Map<Word, Long> fresh = new HashMap<>();
    for (Row row : session.list(CLAIM, params)) {
      fresh.put(
          new Word(row.getInt("device_no"), row.getLong("epoch"), row.getLong("word")),
          row.getLong("fresh"));
    }
    return fresh;
  }

  private static long bit(ReceivedFix fix) {
    return 1L << (fix.seq() & 63);
  }
}
