package id.pantau.collector;

import java.io.IOException;
import java.nio.file.Path;

/** {@code ./pantau backup} and {@code ./pantau restore}: a collector in one file. */
public final class BackupCommand {
  private BackupCommand() {}

  /**
   * @param args the configuration file, {@code backup} or {@code restore}, and the file
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3 || !(args[1].equals("backup") || args[1].equals("restore"))) {
      System.err.println("backup FILE | restore FILE");
      System.exit(2);
    }
    Path file = Path.of(args[2]);
    try {
      Backup backup = new Backup(CollectorSettings.read(Path.of(args[0])));
      if (args[1].equals("backup")) {
        backup.write(file);
      } else {
        backup.restore(file).forEach(System.err::println);
      }
    } catch (RuntimeException refused) {
      System.err.println(CommandWords.of(refused));
      System.exit(1);
    }
  }
}
