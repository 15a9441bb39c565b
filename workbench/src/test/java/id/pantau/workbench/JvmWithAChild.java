package id.pantau.workbench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The main class of a JVM that a test kills: it has a plain child and a PostgreSQL. */
final class JvmWithAChild {
  private JvmWithAChild() {}

  public static void main(String[] args) throws InterruptedException {
    Path folder = Path.of(args[0]);
    var child =
        ChildProcess.start(
            Program.of("sleeper", folder.resolve("sleeper.log"), List.of("sleep", "600")));
    var postgres = PrivatePostgres.start(PrivatePostgres.Settings.fleeting(folder.resolve("pg")));
    System.out.println("children " + child.pid() + " " + postgres.pid());
    System.out.flush();
    new CountDownLatch(1)
        .await(Duration.ofMinutes(10).toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
  }
}
