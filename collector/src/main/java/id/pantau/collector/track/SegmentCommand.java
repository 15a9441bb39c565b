package id.pantau.collector.track;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Path;

/** {@code ./pantau segment TRACK.csv}: the collector's trips and stops of a track, as JSON. */
public final class SegmentCommand {
  private SegmentCommand() {}

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** Words for people go to {@code err}, the JSON is the last line of {@code out}. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length != 1) {
      err.println("pakai: ./pantau segment TRACK.csv   (header: time,lat,lon[,speed_ms,course,…])");
      return 2;
    }
    try {
      Track track = TrackCsv.read(Path.of(args[0]));
      Segments segments = Segmentation.of(track);
      err.printf(
          "%d fixes: %d trips, %d stops, %d gaps%n",
          track.size(), segments.trips().size(), segments.stops().size(), segments.gaps().size());
      out.println(json(segments));
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      err.println("tidak dapat membaca | cannot read: " + e.getMessage());
      return 1;
    }
  }

  private static String json(Segments segments) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("trips");
      for (Trip trip : segments.trips()) {
        json.writeStartObject();
        json.writeStringField("start", trip.start().toString());
        json.writeStringField("end", trip.end().toString());
        json.writeNumberField("distanceM", Math.round(trip.distanceM() * 10) / 10.0);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("stops");
      for (Stop stop : segments.stops()) {
        json.writeStartObject();
        json.writeStringField("start", stop.start().toString());
        json.writeStringField("end", stop.end().toString());
        json.writeNumberField("lat", Math.round(stop.at().lat() * 1e6) / 1e6);
        json.writeNumberField("lon", Math.round(stop.at().lon() * 1e6) / 1e6);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
