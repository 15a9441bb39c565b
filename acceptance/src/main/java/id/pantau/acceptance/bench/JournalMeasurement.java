package id.pantau.acceptance.bench;

import id.pantau.agent.journal.CommitLedger;
import id.pantau.agent.journal.Journal;
import id.pantau.agent.journal.JournalSettings;
import id.pantau.wire.Ack;
import id.pantau.wire.Fix;
import id.pantau.wire.SeqRange;
import id.pantau.workbench.LoopDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tracker's journal costs the card: bytes at the block device for each position, commits,
 * acknowledgements and what ext4 writes for itself included.
 */
final class JournalMeasurement implements Measurement {
  private static final String BATCH_10 = "deviceBytesPerPositionBatch10";
  private static final int POSITIONS = 20_000;
  private static final int CARD_MB = 128;
  private static final int DRIVE_S = 1_000;

  @Override
  public Map<String, Double> limits() {
    return Map.of(BATCH_10, 700.0);
  }

  @Override
  public void run(Path folder, Report report) {
    Optional<LoopDisk> found = LoopDisk.tryMount(folder, CARD_MB);
    if (found.isEmpty()) {
      report.say(
          "journal: TIDAK diukur, hanya root yang dapat memasang kartu tiruan"
              + " | NOT measured, only root can mount a card of its own");
      return;
    }
    try (LoopDisk card = found.get()) {
      List<Fix> drive = drive();
      report.say("journal: %,d positions on an ext4 of its own", POSITIONS);
      report.atMost(BATCH_10, bytesPerPosition(card, drive, 10), 0);
      report.figure("deviceBytesPerPositionBatch60", bytesPerPosition(card, drive, 60), 0);
      report.figure("deviceBytesPerPositionBatch1", bytesPerPosition(card, drive, 1), 0);
    }
  }

  private static List<Fix> drive() {
    var drives = new Drives(20);
    return drives.vehicles().stream()
        .flatMap(vehicle -> drives.findDrive(vehicle, DRIVE_S).stream())
        .findFirst()
        .orElseThrow();
  }

  private static double bytesPerPosition(LoopDisk card, List<Fix> drive, int batch) {
    Path folder = card.folder().resolve("journal-" + batch);
    long before = card.written();
    try (Journal journal = Journal.open(folder, JournalSettings.DEFAULT, CommitLedger.NONE)) {
      for (int i = 0; i < POSITIONS; i++) {
        journal.append(later(drive.get(i % drive.size()), i / drive.size()));
        if ((i + 1) % batch == 0 && !journal.commit()) {
          throw new IllegalStateException("the journal cannot write");
        }
        if ((i + 1) % 60 == 0) {
          journal.acknowledge(new Ack(journal.epoch(), List.of(new SeqRange(1, i + 1))));
        }
      }
    }
    return (card.written() - before) / (double) POSITIONS;
  }

  /** The same drive again on a later day. */
  private static Fix later(Fix fix, int days) {
    return fix.moved(fix.fixTime().plusSeconds(86_400L * days), fix.at());
  }
}
