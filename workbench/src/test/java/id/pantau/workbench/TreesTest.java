package id.pantau.workbench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TreesTest {
  private static final int TIMES = 20;
  private final Path folder = TestFolder.create("trees");

  private Path grow(String name) throws IOException {
    Path tree = folder.resolve(name);
    for (int i = 0; i < 20; i++) {
      Path branch = Files.createDirectories(tree.resolve("a" + i).resolve("b"));
      for (int j = 0; j < 10; j++) {
        Files.writeString(branch.resolve("leaf" + j), "leaf");
      }
    }
    return tree;
  }

  @Test
  void twoMayRemoveTheSameFolderAtATime() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < TIMES; i++) {
        Path tree = grow("tree" + i);
        Callable<Void> removal =
            () -> {
              Trees.remove(tree);
              return null;
            };
        for (Future<Void> each : both.invokeAll(List.of(removal, removal))) {
          each.get();
        }
        assertFalse(Files.exists(tree));
      }
    }
  }

  @Test
  void whatALinkPointsAtStays() throws IOException {
    Path kept = grow("kept");
    Path tree = grow("tree");
    Files.createSymbolicLink(tree.resolve("link"), kept);
    Trees.remove(tree);
    assertFalse(Files.exists(tree, LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.exists(kept.resolve("a0/b/leaf0")));
  }
}
