package id.pantau.collector.region;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the polygons of a {@code .shp} (ESRI Shapefile Technical Description, July 1998): the
 * header of 100 bytes, then records whose number and length are big-endian and whose content is
 * little-endian.
 */
final class ShapefileReader {
  private static final int FILE_CODE = 9994;
  private static final int HEADER_BYTES = 100;
  private static final int BOX_BYTES = 4 * Double.BYTES;

  private static final int NULL_SHAPE = 0;
  private static final int POLYGON = 5;
  private static final int POLYGON_Z = 15;
  private static final int POLYGON_M = 25;

  private final ByteBuffer file;
  private final Runnable counter;

  /**
   * @param counter told of every place, and may refuse
   */
  ShapefileReader(byte[] bytes, Runnable counter) {
    this.file = ByteBuffer.wrap(bytes);
    this.counter = counter;
  }

  /**
   * The rings of each record, as GeoJSON; none for an empty record.
   *
   * @throws IllegalArgumentException when it is no file of polygons
   */
  List<List<String>> read() {
    if (file.getInt(0) != FILE_CODE) {
      throw new IllegalArgumentException("no Shapefile");
    }
    file.position(HEADER_BYTES);
    var shapes = new ArrayList<List<String>>();
    while (file.remaining() >= 2 * Integer.BYTES) {
      file.order(ByteOrder.BIG_ENDIAN);
      file.getInt(); // the number of the record
      int end = Math.addExact(Math.multiplyExact(file.getInt(), 2), file.position());
      file.order(ByteOrder.LITTLE_ENDIAN);
      shapes.add(shape());
      file.position(end);
    }
    return shapes;
  }

  private List<String> shape() {
    int type = file.getInt();
    if (type == NULL_SHAPE) {
      return List.of();
    }
    if (type != POLYGON && type != POLYGON_Z && type != POLYGON_M) {
      throw new IllegalArgumentException("type of shape " + type);
    }
    file.position(file.position() + BOX_BYTES);
    int partCount = file.getInt();
    int placeCount = file.getInt();
    if (partCount < 0
        || placeCount < 0
        || partCount > placeCount
        || placeCount > file.remaining()) {
      throw new IllegalArgumentException(partCount + " parts of " + placeCount + " places");
    }
    int[] starts = new int[partCount + 1];
    for (int i = 0; i < partCount; i++) {
      starts[i] = file.getInt();
    }
    starts[partCount] = placeCount;
    var rings = new ArrayList<String>();
    for (int i = 0; i < partCount; i++) {
      rings.add(ring(starts[i + 1] - starts[i]));
    }
    return rings;
  }

  private String ring(int placeCount) {
    if (placeCount < 4) {
      throw new IllegalArgumentException("a ring of " + placeCount + " places");
    }
    var text = new StringBuilder("[");
    for (int i = 0; i < placeCount; i++) {
      counter.run();
      double lon = file.getDouble();
      double lat = file.getDouble();
      if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) {
        throw new IllegalArgumentException("no place on the Earth: " + lon + " " + lat);
      }
      text.append(i == 0 ? "[" : ",[").append(lon).append(',').append(lat).append(']');
    }
    return text.append(']').toString();
  }
}
