package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void comesToItsEndWithoutReceiverAndWithoutNetwork() throws Exception {
    Path folder = TestFolder.create("rehearsal");
    RehearsalKeys.make(folder);
    assertTrue(Rehearsal.run(folder), "every record was sent and named");
    assertTrue(Files.isDirectory(folder.resolve("journal")));
  }
}
