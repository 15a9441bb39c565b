package id.pantau.agent.vitals;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Room on the card, how much was written to it since the start of the machine, and how worn it says
 * it is. Wear is told by eMMC and a few industrial cards only (JEDEC eMMC 5.1, EXT_CSD 267 to 269).
 */
final class Storage implements Source {
  /** Of Linux, whatever the device has. */
  private static final int SECTOR_BYTES = 512;

  private static final int WRITTEN_SECTORS = 6;
  private static final int MB = 1_000_000;

  private final SystemFiles files;
  private final Path folder;

  /**
   * @param folder where the journal is
   */
  Storage(SystemFiles files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  @Override
  public Map<String, String> read() {
    Map<String, String> readings = new LinkedHashMap<>();
    try {
      FileStore store = Files.getFileStore(folder);
      readings.put("storage-free-mb", Long.toString(store.getUsableSpace() / MB));
      readings.put("storage-total-mb", Long.toString(store.getTotalSpace() / MB));
    } catch (IOException notSaid) { // The folder is not there yet.
      readings.clear();
    }
    List<Path> disks = new ArrayList<>();
    for (String kind : List.of("mmcblk?", "nvme*n?", "sd?", "vd?")) {
      disks.addAll(files.list("sys/block", kind));
    }
    if (!disks.isEmpty()) {
      Path card = disks.getFirst();
      putWritten(readings, card);
      putWear(readings, card.resolve("device"));
    }
    return readings;
  }

  private static void putWritten(Map<String, String> readings, Path card) {
    SystemFiles.find(card.resolve("stat"))
        .map(text -> text.split("\\s+"))
        .filter(fields -> fields.length > WRITTEN_SECTORS)
        .map(fields -> SystemFiles.number(fields[WRITTEN_SECTORS]))
        .filter(OptionalLong::isPresent)
        .ifPresent(
            sectors ->
                readings.put(
                    "card-written-mb", Long.toString(sectors.getAsLong() * SECTOR_BYTES / MB)));
  }

  /** Life comes in steps of 10 %, once for each kind of cell: the worse one counts. */
  private static void putWear(Map<String, String> readings, Path device) {
    long worst = 0;
    for (String each : SystemFiles.find(device.resolve("life_time")).orElse("").split("\\s+")) {
      worst = Math.max(worst, SystemFiles.number(each).orElse(0));
    }
    if (worst > 0) {
      readings.put("card-life-used-pct", Long.toString(worst * 10));
    }
    SystemFiles.findNumber(device.resolve("pre_eol_info"))
        .ifPresent(
            state -> {
              switch ((int) state) {
                case 1 -> readings.put("card-reserve", "normal");
                case 2 -> readings.put("card-reserve", "low");
                case 3 -> readings.put("card-reserve", "urgent");
                default -> {} // Not defined: the card does not say.
              }
            });
  }
}
