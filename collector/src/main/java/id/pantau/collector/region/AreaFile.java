package id.pantau.collector.region;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.web.Json;
import id.pantau.collector.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads outlines from GeoJSON, KML (also zipped) and zipped Shapefile, told apart by their first
 * bytes. What is refused is refused whole, with a sentence.
 */
final class AreaFile {
  static final int MAX_BYTES = 5_000_000;
  static final int MAX_AREAS = 1_000;
  static final int MAX_PLACES = 300_000;

  /** A zip of some kilobytes can unpack to gigabytes. */
  private static final int MAX_UNZIPPED_BYTES = 40_000_000;

  private static final int MAX_FILES = 50;
  private static final int MAX_NAME = 200;

  /** Names of the columns in which agencies keep names and codes. */
  private static final List<String> NAMES =
      List.of("name", "nama", "namobj", "wadmkd", "wadmkc", "wadmkk", "desa", "kecamatan");

  private static final List<String> CODES = List.of("code", "kode", "kdepum", "kdcpum", "kdppum");

  private final List<Drawn> drawn = new ArrayList<>();
  private int places;

  private AreaFile() {}

  /**
   * @throws Problem 422 when it is none of these, holds no area, or is too large
   */
  static List<Drawn> read(byte[] bytes) {
    var file = new AreaFile();
    int first = 0;
    while (first < bytes.length && (bytes[first] <= ' ' || (bytes[first] & 0xff) >= 0xbb)) {
      first++; // white space, or the mark that some programs put before UTF-8
    }
    char sign = first < bytes.length ? (char) bytes[first] : ' ';
    switch (sign) {
      case '{' -> file.readGeoJson(bytes);
      case '<' -> file.readKml(new ByteArrayInputStream(bytes, first, bytes.length - first));
      case 'P' -> file.readZip(bytes);
      default -> throw Problem.of(422, "area-file-unknown");
    }
    if (file.drawn.isEmpty()) {
      throw Problem.of(422, "area-file-empty");
    }
    return file.drawn;
  }

  /** One drawing of a person. */
  static Drawn readOne(String name, JsonNode geometry) {
    var file = new AreaFile();
    file.addGeometry(name, Optional.empty(), geometry);
    if (file.drawn.isEmpty()) {
      throw Problem.of(422, "area-file-empty");
    }
    return file.drawn.getFirst();
  }

  private void readGeoJson(byte[] bytes) {
    JsonNode root;
    try {
      root = Json.read(bytes, JsonNode.class);
    } catch (IOException e) {
      throw Problem.of(422, "area-file-broken", "GeoJSON");
    }
    switch (root.path("type").asText()) {
      case "FeatureCollection" -> root.path("features").forEach(this::addFeature);
      case "Feature" -> addFeature(root);
      default -> addGeometry("", Optional.empty(), root);
    }
  }

  private void addFeature(JsonNode feature) {
    var properties = new HashMap<String, String>();
    feature
        .path("properties")
        .fields()
        .forEachRemaining(
            field ->
                properties.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().asText()));
    addGeometry(
        first(properties, NAMES).orElse(""), first(properties, CODES), feature.path("geometry"));
  }

  private static Optional<String> first(Map<String, String> properties, List<String> keys) {
    return keys.stream()
        .map(properties::get)
        .filter(value -> value != null && !value.isBlank() && !value.equals("null"))
        .map(String::strip)
        .findFirst();
  }

  /** Points and lines enclose nothing, and files hold them beside areas: they are passed over. */
  private void addGeometry(String name, Optional<String> code, JsonNode geometry) {
    String type = geometry.path("type").asText();
    if (!type.equals("Polygon") && !type.equals("MultiPolygon")) {
      return;
    }
    try {
      Shape.of(geometry);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw Problem.of(422, "area-outline-wrong", label(name));
    }
    var rings = new ArrayList<String>();
    if (type.equals("Polygon")) {
      geometry.get("coordinates").forEach(ring -> rings.add(flat(ring)));
    } else {
      geometry.get("coordinates").forEach(part -> part.forEach(ring -> rings.add(flat(ring))));
    }
    add(name, code, rings);
  }

  /** Without heights. */
  private String flat(JsonNode ring) {
    var text = new StringBuilder("[");
    for (JsonNode place : ring) {
      count();
      text.append(text.length() == 1 ? "[" : ",[");
      text.append(place.get(0).asDouble()).append(',').append(place.get(1).asDouble()).append(']');
    }
    return text.append(']').toString();
  }

  private void count() {
    if (++places > MAX_PLACES) {
      throw Problem.of(422, "area-file-too-fine", MAX_PLACES);
    }
  }

  private void add(String name, Optional<String> code, List<String> rings) {
    if (drawn.size() == MAX_AREAS) {
      throw Problem.of(422, "area-file-too-many", MAX_AREAS);
    }
    drawn.add(
        new Drawn(
            label(name),
            code,
            "{\"type\":\"MultiLineString\",\"coordinates\":[" + String.join(",", rings) + "]}"));
  }

  private String label(String name) {
    String plain = name.strip();
    return plain.isEmpty()
        ? "Area " + (drawn.size() + 1)
        : plain.substring(0, Math.min(plain.length(), MAX_NAME));
  }

  private void readKml(InputStream in) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    // A file of a stranger must not make us read other files or fetch anything.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader kml = factory.createXMLStreamReader(in);
      String name = "";
      var rings = new ArrayList<String>();
      while (kml.hasNext()) {
        int event = kml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (kml.getLocalName()) {
            case "Placemark" -> {
              name = "";
              rings.clear();
            }
            case "name" -> name = kml.getElementText();
            case "LinearRing" -> rings.add(ring(kml, name));
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT
            && kml.getLocalName().equals("Placemark")
            && !rings.isEmpty()) {
          add(name, Optional.empty(), rings);
        }
      }
    } catch (XMLStreamException e) {
      throw Problem.of(422, "area-file-broken", "KML");
    }
  }

  private String ring(XMLStreamReader kml, String name) throws XMLStreamException {
    while (kml.next() != XMLStreamConstants.START_ELEMENT
        || !kml.getLocalName().equals("coordinates")) {
      if (kml.getEventType() == XMLStreamConstants.END_DOCUMENT) {
        throw new XMLStreamException("a ring without coordinates");
      }
    }
    var text = new StringBuilder("[");
    for (String place : kml.getElementText().strip().split("\\s+")) {
      String[] numbers = place.split(",");
      try {
        count();
        text.append(text.length() == 1 ? "[" : ",[");
        text.append(lon(numbers[0])).append(',').append(lat(numbers[1])).append(']');
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw Problem.of(422, "area-outline-wrong", label(name));
      }
    }
    return text.append(']').toString();
  }

  private static double lon(String text) {
    return within(Double.parseDouble(text), 180);
  }

  private static double lat(String text) {
    return within(Double.parseDouble(text), 90);
  }

  private static double within(double degrees, double most) {
    if (!(Math.abs(degrees) <= most)) {
      throw new NumberFormatException("no place on the Earth: " + degrees);
    }
    return degrees;
  }

  private void readZip(byte[] bytes) {
    Map<String, byte[]> files = unzip(bytes);
    Optional<byte[]> kml = ending(files, ".kml");
    if (kml.isPresent()) {
      readKml(new ByteArrayInputStream(kml.get()));
      return;
    }
    byte[] shp = ending(files, ".shp").orElseThrow(() -> Problem.of(422, "area-file-unknown"));
    if (ending(files, ".prj").map(prj -> new String(prj).contains("PROJCS")).orElse(false)) {
      throw Problem.of(422, "area-file-projected");
    }
    List<Map<String, String>> rows = ending(files, ".dbf").map(DbfTable::read).orElse(List.of());
    try {
      List<List<String>> shapes = new ShapefileReader(shp, this::count).read();
      for (int i = 0; i < shapes.size(); i++) {
        Map<String, String> row = i < rows.size() ? rows.get(i) : Map.of();
        if (!shapes.get(i).isEmpty()) {
          add(first(row, NAMES).orElse(""), first(row, CODES), shapes.get(i));
        }
      }
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
      throw Problem.of(422, "area-file-broken", "Shapefile");
    }
  }

  private static Optional<byte[]> ending(Map<String, byte[]> files, String ending) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().endsWith(ending))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, byte[]> unzip(byte[] bytes) {
    var files = new HashMap<String, byte[]>();
    int left = MAX_UNZIPPED_BYTES;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(left + 1);
        left -= content.length;
        if (left < 0 || files.size() == MAX_FILES) {
          throw Problem.of(422, "area-file-bomb", MAX_UNZIPPED_BYTES / 1_000_000);
        }
        files.put(entry.getName().toLowerCase(Locale.ROOT), content);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.of(422, "area-file-broken", "zip");
    }
    return files;
  }
}
