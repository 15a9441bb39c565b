package id.pantau.agent.service;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.TestFolder;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FolderLockTest {
  private final Path folder = TestFolder.create("folder-lock");

  @Test
  void admitsOneAtATime() {
    Path journal = folder.resolve("journal");
    try (FolderLock first = FolderLock.take(journal)) {
      var refused = assertThrows(IllegalStateException.class, () -> FolderLock.take(journal));
      assertTrue(refused.getMessage().contains("dipakai pelacak lain"), refused.getMessage());
    }
    FolderLock.take(journal).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(UncheckedIOException.class, () -> FolderLock.take(file.resolve("journal")));
  }
}
