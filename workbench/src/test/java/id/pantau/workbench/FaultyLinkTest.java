package id.pantau.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {
  private ServerSocket service;
  private FaultyLink link;

  @BeforeEach
  void startEcho() throws IOException {
    service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!service.isClosed()) {
                try {
                  Socket client = service.accept();
                  Thread.ofVirtual().start(() -> echo(client));
                } catch (IOException closed) {
                  return;
                }
              }
            });
    link = FaultyLink.to(service.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
    service.close();
  }

  @Test
  void passesBytesBothWaysAndCountsThem() throws IOException {
    try (Socket client = connect()) {
      assertEquals(7, ask(client, 7));
      assertEquals(8, ask(client, 8));
      assertEquals(2, link.bytesUp());
      assertEquals(2, link.bytesDown());
    }
  }

  @Test
  void cutEndsConnectionsAndRefusesNewOnesUntilHealed() throws IOException {
    try (Socket client = connect()) {
      assertEquals(1, ask(client, 1));
      link.cut();
      assertThrows(IOException.class, () -> mustAnswer(client));
      try (Socket late = connect()) {
        assertThrows(IOException.class, () -> mustAnswer(late));
      }
      link.heal();
      try (Socket again = connect()) {
        assertEquals(2, ask(again, 2));
      }
    }
  }

  @Test
  void whatIsSlowOrLostComesLaterUntilHealed() throws IOException {
    try (Socket client = connect()) {
      link.slow(new FaultyLink.Slowness(50, 1, Duration.ofMillis(40)));
      long start = System.nanoTime();
      assertEquals(3, ask(client, 3));
      // A byte takes 20 ms each way, and its repetition comes after 40.
      assertTrue(System.nanoTime() - start >= Duration.ofMillis(120).toNanos());
      link.heal();
      assertEquals(4, ask(client, 4));
    }
  }

  @Test
  void silenceHoldsBackWhatIsSentUntilHealed() throws IOException {
    try (Socket client = connect()) {
      assertEquals(1, ask(client, 1));
      link.silence();
      client.getOutputStream().write(9);
      client.setSoTimeout(200);
      assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
      link.heal();
      client.setSoTimeout(5_000);
      assertEquals(9, client.getInputStream().read());
    }
  }

  @Test
  void clientOfAStoppedServiceIsResetAndALaterOneIsServed() throws IOException {
    int port = service.getLocalPort();
    service.close();
    try (Socket client = connect()) {
      assertThrows(IOException.class, () -> mustAnswer(client));
    }
    service = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                echo(service.accept());
              } catch (IOException closed) {
                return;
              }
            });
    try (Socket client = connect()) {
      assertEquals(3, ask(client, 3));
    }
    assertTrue(link.bytesUp() >= 1);
  }

  private Socket connect() throws IOException {
    var client = new Socket(InetAddress.getLoopbackAddress(), link.port());
    client.setSoTimeout(5_000);
    return client;
  }

  private static int ask(Socket client, int word) throws IOException {
    client.getOutputStream().write(word);
    return client.getInputStream().read();
  }

  private static void mustAnswer(Socket client) throws IOException {
    if (ask(client, 5) < 0) {
      throw new IOException("closed");
    }
  }

  private static void echo(Socket client) {
    try (client) {
      for (int word = client.getInputStream().read();
          word >= 0;
          word = client.getInputStream().read()) {
        client.getOutputStream().write(word);
      }
    } catch (IOException gone) {
      return;
    }
  }
}
