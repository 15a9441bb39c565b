package id.pantau.collector.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of file in which a track can be taken away. */
enum TrackFormat {
  GPX("application/gpx+xml", GpxFile::of),
  KML("application/vnd.google-earth.kml+xml", KmlFile::of),
  GEOJSON("application/geo+json", GeoJsonFile::of),
  CSV("text/csv; charset=utf-8", TrackTable::of),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", JourneySheet::of);

  private final String mediaType;
  private final Function<Journey, byte[]> writer;

  TrackFormat(String mediaType, Function<Journey, byte[]> writer) {
    this.mediaType = mediaType;
    this.writer = writer;
  }

  static Optional<TrackFormat> find(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findAny();
  }

  static String words() {
    return Arrays.stream(values()).map(TrackFormat::word).collect(Collectors.joining(", "));
  }

  /** In addresses, and at the end of a file's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mediaType() {
    return mediaType;
  }

  byte[] write(Journey journey) {
    return writer.apply(journey);
  }
}
