package id.pantau.agent.journal;

import id.pantau.wire.Ack;
import id.pantau.wire.SeqRange;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A program that records for ever and says what is committed, so that it can be killed at any
 * moment: {@code EndlessWriter FOLDER FIRST-NUMBER}. Every thousandth record the collector of the
 * test names all but the last hundred.
 */
final class EndlessWriter {
  static final JournalSettings SETTINGS =
      JournalSettings.DEFAULT
          .sized(64 * 1024, 64L * 1024 * 1024)
          .committing(10, Duration.ofSeconds(10))
          .keeping(0);

  private EndlessWriter() {}

  public static void main(String[] arguments) {
    PrintStream said = System.out;
    CommitLedger ledger =
        (epoch, seq, payload) ->
            said.println(seq + " " + java.util.HexFormat.of().formatHex(payload));
    Journal journal = Journal.open(Path.of(arguments[0]), SETTINGS, ledger);
    int number = Integer.parseInt(arguments[1]);
    while (true) {
      for (int i = 0; i < 10; i++) {
        journal.append(JournalTest.fix(number++));
      }
      journal.commit();
      said.flush();
      if (number % 1_000 < 10) {
        long named = journal.depth() - 100;
        if (named > 0) {
          long first = journal.read(0, 1).getFirst().seq();
          said.println("acked " + (first + named - 1));
          said.flush();
          journal.acknowledge(
              new Ack(journal.epoch(), List.of(new SeqRange(first, first + named - 1))));
        }
      }
    }
  }
}
