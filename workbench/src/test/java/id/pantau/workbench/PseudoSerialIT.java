package id.pantau.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PseudoSerialIT {
  private static final String SENTENCE =
      "$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76\r\n";

  private final Path folder = TestFolder.create("serial");

  @AfterEach
  void remove() {
    Trees.remove(folder);
  }

  @Test
  void bringsWhatIsWrittenToAReaderOfTheDevice() {
    try (var serial = PseudoSerial.open(folder, "gps0")) {
      SerialPort port = open(serial);
      serial.write(SENTENCE);
      assertEquals(SENTENCE, read(port, SENTENCE.length()));
      port.closePort();
    }
  }

  @Test
  void bringsWhatTheReaderWritesBack() throws IOException {
    try (var serial = PseudoSerial.open(folder, "gps0")) {
      SerialPort port = open(serial);
      byte[] setting = {(byte) 0xB5, 0x62, 0x06, 0x00, 0x00, 0x00, 0x06, 0x18};
      port.writeBytes(setting, setting.length);
      assertEquals(0xB5, serial.fromDevice().read());
      assertEquals(0x62, serial.fromDevice().read());
      port.closePort();
    }
  }

  @Test
  void keepsThePaceOfTheLine() {
    try (var serial = PseudoSerial.open(folder, "gps0")) {
      SerialPort port = open(serial);
      long start = System.nanoTime();
      serial.writePaced(new byte[480], 9600);
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(seconds >= 0.5, "480 bytes at 9600 baud took " + seconds + " s");
      assertEquals(480, read(port, 480).length());
      port.closePort();
    }
  }

  @Test
  void comesBackAtTheSamePathAfterTheplugWasPulled() {
    try (var serial = PseudoSerial.open(folder, "gps0")) {
      SerialPort port = open(serial);
      serial.unplug();
      assertFalse(Files.exists(serial.devicePath(), LinkOption.NOFOLLOW_LINKS));
      Await.until(
          "the reader notices the unplugging",
          Duration.ofSeconds(5),
          () -> port.readBytes(new byte[1], 1) < 0);
      port.closePort();
      serial.replug();
      SerialPort again = open(serial);
      serial.write(SENTENCE);
      assertEquals(SENTENCE, read(again, SENTENCE.length()));
      again.closePort();
    }
  }

  @Test
  void leavesNoProcessAndNoFileAfterClose() {
    var serial = PseudoSerial.open(folder, "gps0");
    long pid = serial.pid();
    serial.close();
    assertTrue(ProcessHandle.of(pid).isEmpty());
    assertEquals(0, folder.toFile().list().length);
  }

  private static SerialPort open(PseudoSerial serial) {
    SerialPort port = SerialPort.getCommPort(serial.devicePath().toString());
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 100, 0);
    assertTrue(port.openPort(), "jSerialComm opens " + serial.devicePath());
    return port;
  }

  private static String read(SerialPort port, int count) {
    var seen = new StringBuilder();
    byte[] buffer = new byte[count];
    Await.until(
        count + " bytes arrive",
        Duration.ofSeconds(5),
        () -> {
          int n = port.readBytes(buffer, count - seen.length());
          seen.append(new String(buffer, 0, Math.max(0, n), StandardCharsets.ISO_8859_1));
          return seen.length() == count;
        });
    return seen.toString();
  }
}
