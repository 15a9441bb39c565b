package id.pantau.collector.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.collector.region.Opd;
import id.pantau.collector.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VehicleFileTest {
  private static final String NAMES = "Pelat nomor;Nama;Jenis;Penggunaan;OPD;Pemegang;Nomor aset\n";
  private static final List<Opd> OPDS =
      List.of(opd(3, "dikes", "Dinas Kesehatan"), opd(8, "pupr", "Dinas Pekerjaan Umum"));

  private static Opd opd(int id, String handle, String name) {
    return new Opd(
        id,
        "1.0" + id,
        handle,
        name,
        name.substring(6),
        "dinas",
        "office",
        LocalDate.of(2020, 1, 1),
        Optional.empty(),
        OptionalInt.empty());
  }

  private static List<VehicleFile.Row> read(String table) {
    return VehicleFile.read(table.getBytes(StandardCharsets.UTF_8), OPDS);
  }

  private static Problem refused(String table) {
    return assertThrows(Problem.class, () -> read(table));
  }

  @Test
  void readsWhatASpreadsheetSaves() {
    List<VehicleFile.Row> rows =
        read(
            "\uFEFF"
                + NAMES
                + "dr1234lz;\"Ambulans \"\"Siaga\"\"; 24 jam\";Ambulans;kendaraan operasional;DIKES;;\r\n"
                + ";;;;;;\r\n"
                + "B 7;Mobil Kepala;car;position;dinas pekerjaan umum;Kepala Dinas;1.3.2\r\n");
    assertEquals(2, rows.size());
    VehicleFile.Row first = rows.getFirst();
    assertEquals("DR 1234 LZ", first.plate());
    assertEquals("Ambulans \"Siaga\"; 24 jam", first.vehicle().name());
    assertEquals("ambulance", first.vehicle().kind());
    assertEquals("service", first.vehicle().use());
    assertEquals(3, first.opdId());
    assertEquals(Optional.empty(), first.holder());
    VehicleFile.Row second = rows.getLast();
    assertEquals(8, second.opdId());
    assertEquals(Optional.of("Kepala Dinas"), second.holder());
    assertEquals(Optional.of("1.3.2"), second.vehicle().assetNumber());
    assertEquals(4, second.line());
  }

  @Test
  void readsOtherSeparatorsColumnsInAnotherOrderAndEnglish() {
    assertEquals(
        "pickup",
        read("Agency,Name,Plate,Use,Kind,Colour\nPUPR,\"Pickup, old\",DR 9 A,Operational vehicle,Pickup,red\n")
            .getFirst()
            .vehicle()
            .kind());
    assertEquals(
        "Bus 1",
        read("plate\tname\tkind\tuse\tagency\nDR 9 A\tBus 1\tbus\tservice\tdikes\n")
            .getFirst()
            .vehicle()
            .name());
  }

  @Test
  void saysOfEveryLineWhatIsWrong() {
    Problem problem =
        refused(
            NAMES
                + "DR 1 A;Satu;Tank;Kendaraan jabatan;DIKES;;5\n"
                + "DR 1 A;D;Bus;service;Dinas Angin;;5\n"
                + "kosong;Tiga;Bus;service;PUPR;;\n");
    assertEquals("fields-wrong", problem.code());
    assertEquals(
        List.of("2.kind", "3.plate", "3.agency", "3.name", "3.assetNumber", "4.plate"),
        problem.fieldErrors().stream().map(error -> error.field()).toList());
  }

  @Test
  void whatIsNoTableIsRefused() {
    assertEquals("table-wrong", refused("").code());
    assertEquals("table-wrong", refused(NAMES).code());
    assertEquals("table-wrong", refused("plate;plate;name;kind;use;agency\nx;x;x;x;x;x\n").code());
    assertEquals("table-wrong", refused(NAMES + "\"DR 1 A;Satu\n").code());
    assertEquals("column-missing", refused("plate;name\nDR 1 A;X\n").code());
    assertEquals("column-missing", refused("PK\u0003\u0004 not a table at all\nx\n").code());
    assertEquals(
        "table-too-long", refused(NAMES + "DR 1 A;Satu;Bus;service;PUPR;;\n".repeat(5_001)).code());
  }
}
