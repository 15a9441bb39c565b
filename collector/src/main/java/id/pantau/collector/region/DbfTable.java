package id.pantau.collector.region;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the table beside a Shapefile (dBASE III): rows by the lower-case names of their columns.
 */
final class DbfTable {
  private static final int COLUMN_BYTES = 32;
  private static final int COLUMN_NAME_BYTES = 11;
  private static final int COLUMN_LENGTH_AT = 16;
  private static final byte END_OF_COLUMNS = 0x0d;

  private DbfTable() {}

  private record Column(String name, int length) {}

  /** What cannot be read is a table without rows: outlines do not need it. */
  static List<Map<String, String>> read(byte[] bytes) {
    try {
      return rows(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException cutOff) {
      return List.of();
    }
  }

  private static List<Map<String, String>> rows(ByteBuffer file) {
    int rowCount = file.getInt(4);
    int headerBytes = Short.toUnsignedInt(file.getShort(8));
    int rowBytes = Short.toUnsignedInt(file.getShort(10));
    var columns = new ArrayList<Column>();
    for (int at = COLUMN_BYTES; file.get(at) != END_OF_COLUMNS; at += COLUMN_BYTES) {
      columns.add(
          new Column(
              text(file, at, COLUMN_NAME_BYTES).toLowerCase(Locale.ROOT),
              Byte.toUnsignedInt(file.get(at + COLUMN_LENGTH_AT))));
    }
    var rows = new ArrayList<Map<String, String>>();
    for (int i = 0; i < rowCount; i++) {
      int at = headerBytes + i * rowBytes + 1; // the first byte says whether the row is deleted
      var row = new HashMap<String, String>();
      for (Column column : columns) {
        row.put(column.name, text(file, at, column.length));
        at += column.length;
      }
      rows.add(row);
    }
    return rows;
  }

  private static String text(ByteBuffer file, int at, int length) {
    byte[] bytes = new byte[length];
    file.get(at, bytes);
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, end))
          .toString()
          .strip();
    } catch (CharacterCodingException older) {
      return new String(bytes, 0, end, StandardCharsets.ISO_8859_1).strip();
    }
  }
}
