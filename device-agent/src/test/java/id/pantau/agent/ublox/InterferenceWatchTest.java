package id.pantau.agent.ublox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.serial.PortListener;
import id.pantau.agent.serial.PortWriter;
import id.pantau.agent.ublox.Interference.Jamming;
import id.pantau.agent.ublox.Interference.Spoofing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The questions of a minute, to receivers of several generations; the thread is the test's. */
class InterferenceWatchTest {
  private static final String MON_RF = "0a38";
  private static final String MON_HW = "0a09";
  private static final String SEC_SIG = "2709";

  private final List<String> asked = new ArrayList<>();
  private final Behind behind = new Behind();
  private boolean free = true;
  private Map<String, byte[]> knows = Map.of();
  private final InterferenceWatch watch =
      new InterferenceWatch(() -> free, Duration.ofSeconds(60), behind);
  private long seconds;
  private int answered;

  private static final class Behind implements PortListener {
    private long understood;
    private int heard;
    private int silences;

    @Override
    public void opened(PortWriter line) {}

    @Override
    public void received(byte[] bytes, int count, long nanos) {
      heard += count;
    }

    @Override
    public void silent(long nanos) {
      silences++;
    }

    @Override
    public long understood() {
      return understood;
    }

    @Override
    public void lost(String why) {}
  }

  private void open() {
    watch.opened(
        bytes -> {
          var reader =
              new UbxReader(frame -> asked.add("%02x%02x".formatted(frame.group(), frame.id())));
          reader.accept(bytes, bytes.length);
        });
  }

  /** The receiver says a sentence a second, and answers what it knows with the next one. */
  private void pass(int time) {
    for (int i = 0; i < time; i++) {
      hear("$GNRMC,*00\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      while (answered < asked.size()) {
        String question = asked.get(answered++);
        byte[] payload = knows.get(question);
        if (payload != null) {
          byte[] name = HexFormat.of().parseHex(question);
          hear(new UbxFrame(name[0], name[1], payload).bytes());
        }
      }
      watch.silent(seconds * 1_000_000_000L + 500_000_000L);
      seconds++;
    }
  }

  private void hear(byte[] bytes) {
    behind.understood++;
    watch.received(bytes, bytes.length, seconds * 1_000_000_000L);
  }

  @Test
  void aReceiverOfTheEighthGenerationIsAskedOnlyWhatItKnows() {
    knows = Map.of(MON_HW, InterferenceTest.hardware8(0b1101, 240));
    open();
    pass(10);
    assertEquals(List.of(MON_RF, MON_HW, SEC_SIG), asked);
    assertEquals(
        Optional.of(new Interference(Jamming.STRONG, Spoofing.UNKNOWN, 240)), watch.latest());
    pass(300);
    int before = asked.size();
    pass(60);
    assertEquals(
        List.of(MON_HW),
        asked.subList(before, asked.size()),
        "once a minute, after three times without an answer");
    assertTrue(behind.heard > 0 && behind.silences > 0, "the sentences go on");
  }

  @Test
  void aReceiverOfTheTenthTellsOfFalseSatellitesToo() {
    knows =
        Map.of(
            MON_RF,
            InterferenceTest.radio(InterferenceTest.block(0, 1, 20)),
            SEC_SIG,
            new byte[] {2, 0b0_010_1_01_1, 0, 0});
    open();
    pass(10);
    assertEquals(
        Optional.of(new Interference(Jamming.NONE, Spoofing.SUSPECTED, 20)), watch.latest());
  }

  @Test
  void whatIsOverIsForgottenWithTheNextRound() {
    knows = Map.of(MON_HW, InterferenceTest.hardware8(0b1101, 240));
    open();
    pass(10);
    assertTrue(watch.latest().orElseThrow().isBad());
    knows = Map.of(MON_HW, InterferenceTest.hardware8(0b0101, 3));
    pass(62);
    assertEquals(Optional.of(new Interference(Jamming.NONE, Spoofing.UNKNOWN, 3)), watch.latest());
    watch.lost("unplugged");
    assertEquals(Optional.empty(), watch.latest());
  }

  @Test
  void anotherReceiverIsSoonLeftInPeaceAndSaysNothing() {
    open();
    pass(600);
    assertEquals(9, asked.size(), "three questions, three times each");
    assertEquals(Optional.empty(), watch.latest());
    open();
    pass(10);
    assertEquals(12, asked.size(), "it may be another one now");
  }

  @Test
  void nothingIsAskedBeforeSentencesMakeSenseAndWhileSomebodyElseIsAsking() {
    open();
    for (int i = 0; i < 10; i++) {
      watch.silent(i * 1_000_000_000L);
    }
    assertEquals(List.of(), asked, "the rate may be wrong");
    free = false;
    pass(100);
    assertEquals(List.of(), asked, "it is being set up");
    free = true;
    pass(1);
    assertEquals(List.of(MON_RF), asked);
  }

  @Test
  void aDamagedAnswerIsNoAnswer() {
    byte[] cut = java.util.Arrays.copyOf(InterferenceTest.hardware8(0b1101, 240), 59);
    knows = Map.of(MON_HW, cut);
    open();
    pass(10);
    assertEquals(Optional.empty(), watch.latest());
  }
}
