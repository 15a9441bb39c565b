package id.pantau.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildProcessIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder = TestFolder.create("child");

  @AfterEach
  void remove() {
    Trees.remove(folder);
  }

  @Test
  void findsALineOfItsOutputAndKeepsItInTheLog() throws Exception {
    try (var child = shell("echo ready port=17; exec sleep 60")) {
      assertEquals("17", child.awaitLine("port=(\\d+)", LIMIT).group(1));
      assertTrue(Files.readString(folder.resolve("log")).contains("ready port=17"));
    }
  }

  @Test
  void saysWhatTheProcessSaidWhenItEndsBeforeTheLine() {
    try (var child = shell("echo no such thing; exit 3")) {
      var failure =
          assertThrows(IllegalStateException.class, () -> child.awaitLine("ready", LIMIT));
      assertTrue(failure.getMessage().contains("no such thing"), failure.getMessage());
      assertTrue(child.awaitEnd(LIMIT));
      assertEquals(3, child.exitCode());
    }
  }

  @Test
  void killsWhatDoesNotEndByItself() {
    try (var child = shell("trap '' TERM; echo ready; while :; do sleep 0.05; done")) {
      child.awaitLine("ready", LIMIT);
      assertFalse(child.terminate(Duration.ofMillis(200)));
      assertFalse(child.isAlive());
    }
  }

  @Test
  void keepsTheLogWithinItsLimit() throws Exception {
    try (var child =
        shell("yes 0123456789012345678901234567890123456789 | head -n 400000; echo end")) {
      child.awaitLine("^end$", LIMIT);
    }
    assertTrue(Files.size(folder.resolve("log")) <= OutputLog.FILE_LIMIT_BYTES);
    assertTrue(Files.size(folder.resolve("log.old")) <= OutputLog.FILE_LIMIT_BYTES + 100);
  }

  /** The JVM is killed as by the out-of-memory killer: no hook runs, only the kernel is left. */
  @Test
  void diesWithItsJvmWhenThatIsKilled() {
    assertEquals(0, aliveAfter(JvmWithAChild.class, ChildProcess::kill9));
  }

  @Test
  void diesWithItsJvmWhenThatIsAskedToEnd() {
    assertEquals(0, aliveAfter(JvmWithAChild.class, jvm -> assertTrue(jvm.terminate(LIMIT))));
  }

  @Test
  void outlivesTheThreadThatStartedIt() throws Exception {
    var started = new ChildProcess[1];
    Thread starter = new Thread(() -> started[0] = shell("echo ready; exec sleep 60"));
    starter.start();
    starter.join();
    try (var child = started[0]) {
      child.awaitLine("ready", LIMIT);
      assertFalse(child.awaitEnd(Duration.ofMillis(300)), "it ended with its thread");
    }
  }

  private interface End {
    void of(ChildProcess jvm);
  }

  private long aliveAfter(Class<?> main, End end) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    var jvm =
        ChildProcess.start(
            Program.of(
                "jvm",
                folder.resolve("jvm.log"),
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName(),
                    folder.toString())));
    try (jvm) {
      var ready = jvm.awaitLine("children (\\d+) (\\d+)", LIMIT);
      var children =
          List.of(Long.parseLong(ready.group(1)), Long.parseLong(ready.group(2))).stream()
              .map(ProcessHandle::of)
              .toList();
      assertTrue(children.stream().allMatch(each -> each.isPresent() && each.get().isAlive()));
      end.of(jvm);
      Await.until(
          "the children are gone",
          LIMIT,
          () -> children.stream().noneMatch(each -> each.get().isAlive()));
      return children.stream().filter(each -> each.get().isAlive()).count();
    }
  }

  private ChildProcess shell(String script) {
    return ChildProcess.start(
        Program.of("shell", folder.resolve("log"), List.of("bash", "-c", script)));
  }
}
