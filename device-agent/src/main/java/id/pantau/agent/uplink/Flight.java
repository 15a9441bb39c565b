package id.pantau.agent.uplink;

import id.pantau.agent.journal.Entry;
import id.pantau.agent.journal.Journal;
import id.pantau.agent.journal.SeqSet;
import id.pantau.wire.Topics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** What is sent and not yet named by the collector. Only the thread of the uplink. */
final class Flight {
  /** Records that travel in one message. */
  static final class Batch {
    private final Topics.Up lane;
    private final List<Entry> entries;
    private long dueNanos;
    private int attempts;
    private boolean answeredLater;

    Batch(Topics.Up lane, List<Entry> entries) {
      this.lane = lane;
      this.entries = new ArrayList<>(entries);
    }

    Topics.Up lane() {
      return lane;
    }

    List<Entry> entries() {
      return entries;
    }

    int attempts() {
      return attempts;
    }

    void answerLater(boolean yes) {
      answeredLater = yes;
    }

    /** Whether the collector was told that its answer may wait for a later message. */
    boolean isAnsweredLater() {
      return answeredLater;
    }

    /** It has just been sent; the collector should have named it by then. */
    void sent(long dueNanosNow) {
      attempts++;
      dueNanos = dueNanosNow;
    }

    boolean isDue(long now) {
      return now - dueNanos >= 0;
    }
  }

  private final List<Batch> batches = new ArrayList<>();
  private final SeqSet seqs = new SeqSet();

  void add(Batch batch) {
    batches.add(batch);
    batch.entries.forEach(entry -> seqs.add(entry.seq(), entry.seq()));
  }

  boolean contains(long seq) {
    return seqs.contains(seq);
  }

  int count(Topics.Up lane) {
    return (int) batches.stream().filter(batch -> batch.lane == lane).count();
  }

  /** Whether an answer is on its way, as far as we know. */
  boolean isAwaited() {
    return batches.stream().anyMatch(batch -> !batch.answeredLater);
  }

  /** Of all batches. */
  long records() {
    return seqs.size();
  }

  int batches() {
    return batches.size();
  }

  /** The records that the collector has named are out of it. */
  void drop(Journal journal) {
    for (Iterator<Batch> each = batches.iterator(); each.hasNext(); ) {
      Batch batch = each.next();
      batch.entries.removeIf(
          entry -> {
            boolean gone = !journal.isUnacknowledged(entry.seq());
            if (gone) {
              seqs.remove(entry.seq(), entry.seq());
            }
            return gone;
          });
      if (batch.entries.isEmpty()) {
        each.remove();
      }
    }
  }

  /** Batches that should have been named by now. */
  List<Batch> due(long now) {
    return batches.stream().filter(batch -> batch.isDue(now)).toList();
  }

  /** Gives its records free to be sent in another batch. */
  void remove(Batch batch) {
    batches.remove(batch);
    batch.entries.forEach(entry -> seqs.remove(entry.seq(), entry.seq()));
  }

  OptionalLong nextDueNanos(long now) {
    return batches.stream().mapToLong(batch -> batch.dueNanos - now).min();
  }

  void clear() {
    batches.clear();
    seqs.clear();
  }
}
