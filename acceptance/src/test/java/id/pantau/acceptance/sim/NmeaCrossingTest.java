package id.pantau.acceptance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.nmea.DecoderSettings;
import id.pantau.agent.nmea.Epoch;
import id.pantau.agent.nmea.NmeaDecoder;
import id.pantau.wire.Fix;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the simulated receiver writes, the agent reads. */
class NmeaCrossingTest {
  private static final Instant START = Instant.parse("2026-11-23T01:10:00Z");
  private static final int SECONDS = 900;
  private static final SimFleet FLEET =
      SimFleet.create(
          new SimFleet.Settings(
              1, 6, ZoneId.of("Asia/Makassar"), OfficeHours.on(day -> true), Map.of()));

  @Test
  void agentReadsEveryFixOfACleanLine() {
    for (SimVehicle vehicle : FLEET.vehicles()) {
      List<Fix> sent = new ArrayList<>();
      List<Fix> read = decode(vehicle, new LineDamager(1, 0), sent);
      assertEquals(sent.size(), read.size(), vehicle.name());
      for (int i = 0; i < sent.size(); i++) {
        assertSame(sent.get(i), read.get(i));
      }
    }
  }

  @Test
  void aDamagedLineCostsFixesButGivesNoFalseOne() {
    int sentCount = 0;
    int readCount = 0;
    for (SimVehicle vehicle : FLEET.vehicles()) {
      List<Fix> sent = new ArrayList<>();
      List<Fix> read = decode(vehicle, new LineDamager(vehicle.number(), 0.05), sent);
      int at = 0;
      for (Fix each : read) {
        while (at < sent.size() && sent.get(at).fixTime().isBefore(each.fixTime())) {
          at++;
        }
        assertTrue(at < sent.size(), "nobody sent " + each);
        assertEquals(sent.get(at).fixTime(), each.fixTime());
        assertTrue(sent.get(at).at().distanceM(each.at()) < 0.1, sent.get(at) + " read as " + each);
      }
      sentCount += sent.size();
      readCount += read.size();
    }
    assertTrue(sentCount > 4_000, sentCount + " sent");
    assertTrue(readCount > 0.9 * sentCount, readCount + " of " + sentCount);
  }

  private static List<Fix> decode(SimVehicle vehicle, LineDamager damager, List<Fix> sent) {
    var read = new ArrayList<Fix>();
    var decoder =
        new NmeaDecoder(
            DecoderSettings.liveWithoutRollover(),
            epoch -> {
              if (epoch instanceof Epoch.Located located) {
                read.add(located.fix());
              }
            });
    Receiver receiver = Receiver.in(FLEET, vehicle);
    for (int second = 0; second < SECONDS; second++) {
      Reading reading = receiver.at(START.plusSeconds(second));
      if (reading instanceof Reading.Solved solved) {
        sent.add(solved.fix());
      }
      byte[] bytes = damager.damage(NmeaWriter.write(reading));
      decoder.accept(bytes, 0, bytes.length, second * 1_000_000_000L);
      decoder.tick(second * 1_000_000_000L + 900_000_000L);
    }
    decoder.end();
    return read;
  }

  private static void assertSame(Fix sent, Fix read) {
    assertEquals(sent.fixTime(), read.fixTime());
    assertTrue(sent.at().distanceM(read.at()) < 0.03, sent + " read as " + read);
    assertEquals(sent.mode(), read.mode());
    assertEquals(sent.speedMs(), read.speedMs(), 0.001);
    if (Double.isNaN(sent.courseDeg())) {
      assertTrue(Double.isNaN(read.courseDeg()));
    } else {
      assertEquals(0, Math.IEEEremainder(sent.courseDeg() - read.courseDeg(), 360), 0.006);
    }
    assertEquals(sent.altitudeM(), read.altitudeM(), 0.051);
    assertEquals(sent.hdop(), read.hdop(), 0.0051);
    assertEquals(sent.satellites(), read.satellites());
  }
}
