package id.pantau.agent.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** hardware/wiring.svg and hardware/pins.yaml say the same. */
class DrawingTest {
  @Test
  void drawingShowsThePinsOfTheFile() throws IOException {
    assertEquals(List.of(), new Drawing(svg()).faults(PinsFile.read()));
  }

  /** What a slip of the pen would be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data-header=\"11\" data-bcm=\"17\"    | data-header=\"11\" data-bcm=\"27\"",
        ">GPIO17 · kontak<                     | >GPIO27 · kontak<",
        "id=\"wire-panic\" class=\"w\"         | id=\"wire-panik\" class=\"w\"",
        "id=\"pin-tamper\"                     | id=\"pin-lid\"",
        ">13</text>                            | >12</text>",
        "id=\"pad-13\"                         | id=\"pad-41\"",
      })
  void seesSlip(String right, String wrong) throws IOException {
    String svg = svg();
    assertTrue(svg.contains(right), right);

    assertFalse(new Drawing(svg.replace(right, wrong)).faults(PinsFile.read()).isEmpty());
  }

  @Test
  void seesWireOnTheNeighbour() throws IOException {
    String svg = svg();
    String wire =
        svg.lines().filter(line -> line.contains("id=\"wire-ignition\"")).findFirst().orElseThrow();
    String neighbour =
        svg.lines()
            .filter(line -> line.contains("id=\"wire-power-good\""))
            .findFirst()
            .orElseThrow();
    String swapped =
        wire.substring(0, wire.indexOf(" d=")) + neighbour.substring(neighbour.indexOf(" d="));

    assertEquals(
        List.of("the wire of ignition does not end on pad 11"),
        new Drawing(svg.replace(wire, swapped)).faults(PinsFile.read()));
  }

  /** It is printed in workshops without a network. */
  @Test
  void drawingNeedsNothingFromElsewhere() throws IOException {
    String svg = svg().replace("xmlns=\"http://www.w3.org/2000/svg\"", "");

    assertFalse(svg.contains("://"));
    assertFalse(svg.contains("<image"));
    assertFalse(svg.contains("<script"));
  }

  private static String svg() throws IOException {
    return Files.readString(PinsFile.folder().resolve("wiring.svg"));
  }
}
