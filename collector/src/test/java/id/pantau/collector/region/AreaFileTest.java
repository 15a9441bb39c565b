package id.pantau.collector.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class AreaFileTest {
  private static final String SQUARE =
      "[[116.5,-8.6],[116.6,-8.6],[116.6,-8.5],[116.5,-8.5],[116.5,-8.6]]";
  private static final double[] SQUARE_PLACES = {
    116.5, -8.6, 116.5, -8.5, 116.6, -8.5, 116.6, -8.6, 116.5, -8.6
  };

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRefused(String code, byte[] file) {
    Problem problem = assertThrows(Problem.class, () -> AreaFile.read(file));
    assertEquals("422 " + code, problem.status() + " " + problem.code());
  }

  @Test
  void readsGeoJsonWithNamesCodesAndHeightsAndPassesOverPoints() {
    List<Drawn> drawn =
        AreaFile.read(
            utf8(
                "\ufeff{\"type\":\"FeatureCollection\",\"features\":["
                    + "{\"type\":\"Feature\",\"properties\":{\"WADMKC\":\"Selong\",\"KODE\":\"52.03.07\"},"
                    + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116.5,-8.6,12],[116.6,-8.6,12],[116.6,-8.5,9],[116.5,-8.6,12]]]}},"
                    + "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.5,-8.6]}},"
                    + "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[["
                    + SQUARE
                    + "]]}}]}"));
    assertEquals(2, drawn.size());
    assertEquals("Selong", drawn.getFirst().name());
    assertEquals(Optional.of("52.03.07"), drawn.getFirst().code());
    assertEquals(
        "{\"type\":\"MultiLineString\",\"coordinates\":[[[116.5,-8.6],[116.6,-8.6],[116.6,-8.5],[116.5,-8.6]]]}",
        drawn.getFirst().rings());
    assertEquals("Area 2", drawn.getLast().name());
  }

  @Test
  void readsKmlAlsoZipped() {
    String kml =
        "<?xml version=\"1.0\"?><kml><Document><name>Semua</name>"
            + "<Placemark><name>Pasar</name><Polygon><outerBoundaryIs><LinearRing><coordinates>\n"
            + " 116.5,-8.6,0 116.6,-8.6,0\n116.6,-8.5,0 116.5,-8.6,0 </coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
            + "<Placemark><name>Titik</name><Point><coordinates>116.5,-8.6</coordinates></Point></Placemark>"
            + "</Document></kml>";
    for (byte[] file : List.of(utf8(kml), zip(Map.of("doc.kml", utf8(kml))))) {
      List<Drawn> drawn = AreaFile.read(file);
      assertEquals(List.of("Pasar"), drawn.stream().map(Drawn::name).toList());
      assertTrue(drawn.getFirst().rings().contains("[116.6,-8.5]"));
    }
  }

  @Test
  void readsAZippedShapefileWithItsTable() {
    byte[] file =
        zip(
            Map.of(
                "desa.SHP", shapefile(5, SQUARE_PLACES),
                "desa.dbf", dbf("NAMOBJ", List.of("Kelayu Utara")),
                "desa.prj", utf8("GEOGCS[\"WGS 84\"]")));
    Drawn drawn = AreaFile.read(file).getFirst();
    assertEquals("Kelayu Utara", drawn.name());
    assertEquals(
        "{\"type\":\"MultiLineString\",\"coordinates\":[[[116.5,-8.6],[116.5,-8.5],[116.6,-8.5],[116.6,-8.6],[116.5,-8.6]]]}",
        drawn.rings());
  }

  @Test
  void anOldTableIsReadInItsOwnLetters() {
    byte[] file =
        zip(
            Map.of(
                "a.shp", shapefile(5, SQUARE_PLACES),
                "a.dbf", dbf("NAMA", List.of("Señaru"))));
    assertEquals("Señaru", AreaFile.read(file).getFirst().name());
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsReason() {
    assertRefused("area-file-unknown", utf8("nama;lat;lon"));
    assertRefused("area-file-unknown", new byte[0]);
    assertRefused("area-file-unknown", zip(Map.of("readme.txt", utf8("x"))));
    assertRefused("area-file-broken", utf8("{\"type\":"));
    assertRefused("area-file-broken", utf8("<kml><Placemark>"));
    assertRefused("area-file-unknown", utf8("PK and nothing"));
    assertRefused("area-file-empty", utf8("{}"));
    assertRefused("area-file-empty", utf8("<kml/>"));
    assertRefused("area-file-empty", utf8("{\"type\":\"Point\",\"coordinates\":[116.5,-8.6]}"));
    for (String ring :
        List.of(
            "[[116.5,-8.6],[116.6,-8.6],[116.6,-8.5]]",
            "[[116.5,-8.6],[116.6,-8.6],[116.5,-8.6]]",
            "[[-8.6,116.5],[-8.6,116.6],[-8.5,116.6],[-8.6,116.5]]",
            "[[\"x\",-8.6],[116.6,-8.6],[116.6,-8.5],[\"x\",-8.6]]",
            "7")) {
      assertRefused(
          "area-outline-wrong", utf8("{\"type\":\"Polygon\",\"coordinates\":[" + ring + "]}"));
    }
    assertRefused(
        "area-file-projected",
        zip(
            Map.of(
                "a.shp", shapefile(5, SQUARE_PLACES),
                "a.prj", utf8("PROJCS[\"WGS 84 / UTM zone 50S\"]"))));
    assertRefused("area-file-broken", zip(Map.of("a.shp", shapefile(3, SQUARE_PLACES))));
    assertRefused(
        "area-file-broken",
        zip(Map.of("a.shp", shapefile(5, 4e5, 9e6, 4e5, 9e6, 4e5, 9e6, 4e5, 9e6))));
    byte[] cut = shapefile(5, SQUARE_PLACES);
    assertRefused(
        "area-file-broken", zip(Map.of("a.shp", java.util.Arrays.copyOf(cut, cut.length - 20))));
    assertRefused("area-file-broken", zip(Map.of("a.shp", new byte[12])));
  }

  @Test
  void aFileThatUnpacksToMuchIsRefused() {
    assertRefused("area-file-bomb", zip(Map.of("a.shp", new byte[41_000_000])));
    var many = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < 60; i++) {
      many.put("f" + i, new byte[0]);
    }
    assertRefused("area-file-bomb", zip(many));
  }

  @Test
  void aFileOfTooManyOrTooFineAreasIsRefused() {
    String feature =
        "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":["
            + SQUARE
            + "]}}";
    assertRefused(
        "area-file-too-many",
        utf8(
            "{\"type\":\"FeatureCollection\",\"features\":["
                + (feature + ",").repeat(AreaFile.MAX_AREAS)
                + feature
                + "]}"));
    assertRefused(
        "area-file-too-fine",
        utf8(
            "{\"type\":\"Polygon\",\"coordinates\":[["
                + "[116.5,-8.6],".repeat(AreaFile.MAX_PLACES)
                + "[116.6,-8.6],[116.5,-8.6]]]}"));
  }

  @Test
  void kmlOfAStrangerReadsNoOtherFile() {
    String kml =
        "<!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><kml><Placemark><name>&x;</name><Polygon>"
            + "<LinearRing><coordinates>116.5,-8.6 116.6,-8.6 116.6,-8.5 116.5,-8.6</coordinates></LinearRing></Polygon></Placemark></kml>";
    assertRefused("area-file-broken", utf8(kml));
  }

  private static byte[] zip(Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** One record of one ring, as the technical description has it. */
  private static byte[] shapefile(int type, double... places) {
    int content = 4 + 32 + 4 + 4 + 4 + places.length * 8;
    ByteBuffer file = ByteBuffer.allocate(100 + 8 + content);
    file.putInt(9994).position(24);
    file.putInt(file.capacity() / 2).order(ByteOrder.LITTLE_ENDIAN).putInt(1000).putInt(type);
    file.order(ByteOrder.BIG_ENDIAN).position(100);
    file.putInt(1).putInt(content / 2).order(ByteOrder.LITTLE_ENDIAN).putInt(type);
    file.position(file.position() + 32);
    file.putInt(1).putInt(places.length / 2).putInt(0);
    for (double place : places) {
      file.putDouble(place);
    }
    return file.array();
  }

  /** One column of text of 40 bytes, in ISO 8859-1. */
  private static byte[] dbf(String column, List<String> rows) {
    int header = 32 + 32 + 1;
    ByteBuffer file = ByteBuffer.allocate(header + rows.size() * 41).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 3).position(4);
    file.putInt(rows.size()).putShort((short) header).putShort((short) 41).position(32);
    file.put(column.getBytes(StandardCharsets.US_ASCII)).position(32 + 11);
    file.put((byte) 'C').position(32 + 16);
    file.put((byte) 40).position(64);
    file.put((byte) 0x0d);
    for (int i = 0; i < rows.size(); i++) {
      file.position(header + i * 41);
      file.put((byte) ' ').put(rows.get(i).getBytes(StandardCharsets.ISO_8859_1));
      while (file.position() < header + (i + 1) * 41) {
        file.put((byte) ' ');
      }
    }
    return file.array();
  }
}
