package id.pantau.agent.nmea;

import id.pantau.agent.nmea.Sentence.Kind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import net.sf.marineapi.nmea.parser.DataNotAvailableException;
import net.sf.marineapi.nmea.parser.SentenceFactory;
import net.sf.marineapi.nmea.sentence.DateSentence;
import net.sf.marineapi.nmea.sentence.GGASentence;
import net.sf.marineapi.nmea.sentence.GLLSentence;
import net.sf.marineapi.nmea.sentence.GNSSentence;
import net.sf.marineapi.nmea.sentence.GSASentence;
import net.sf.marineapi.nmea.sentence.PositionSentence;
import net.sf.marineapi.nmea.sentence.RMCSentence;
import net.sf.marineapi.nmea.sentence.VTGSentence;
import net.sf.marineapi.nmea.util.DataStatus;
import net.sf.marineapi.nmea.util.FaaMode;
import net.sf.marineapi.nmea.util.Position;
import org.jspecify.annotations.Nullable;

/**
 * Has Marine API read a sentence that passed the gate.
 *
 * <p>Two things are read from the fields that the gate has checked instead: the time, because
 * Marine API refuses the leap second and counts seconds in a double, and the number of decimals of
 * a position. One thread.
 */
final class MarineReader {
  private static final double MS_PER_KNOT = 1852.0 / 3600;
  private static final double METRES_PER_MINUTE = 1852;

  /** GNS, one letter a constellation: anything else than "no fix" in one of them is a fix. */
  private static final Pattern NO_FIX_MODES = Pattern.compile("[NMS]*");

  private final SentenceFactory factory = SentenceFactory.getInstance();

  /**
   * What the sentence says; empty when it says nothing about a fix.
   *
   * @param whole false when it is enough that a VTG or GSA came, and how a GSA calls the fix: on a
   *     small machine reading is what the tracker does most
   * @throws RuntimeException of Marine API when it cannot read what the gate let through
   */
  Optional<Reading> read(Sentence sentence, boolean whole) {
    if (!whole) {
      return Optional.of(brief(sentence));
    }
    return switch (sentence.kind()) {
      case OTHER -> Optional.empty();
      case RMC -> Optional.of(rmc(sentence, parse(sentence, RMCSentence.class)));
      case GGA -> Optional.of(gga(sentence, parse(sentence, GGASentence.class)));
      case GNS -> Optional.of(gns(sentence, parse(sentence, GNSSentence.class)));
      case GLL -> Optional.of(gll(sentence, parse(sentence, GLLSentence.class)));
      case GSA -> Optional.of(gsa(sentence, parse(sentence, GSASentence.class)));
      case VTG -> Optional.of(vtg(sentence, parse(sentence, VTGSentence.class)));
      case ZDA -> Optional.of(zda(sentence, parse(sentence, DateSentence.class)));
    };
  }

  private static Reading brief(Sentence s) {
    var draft = new Reading.Draft(s.kind());
    return s.kind() == Kind.GSA
        ? draft.dimensions(field(s, 2).charAt(0) - '0').done()
        : draft.done();
  }

  private <T> T parse(Sentence sentence, Class<T> type) {
    return type.cast(factory.createParser(sentence.text()));
  }

  private static Reading rmc(Sentence s, RMCSentence rmc) {
    // The status letter alone is not enough: NMEA 2.3 added the mode, and some receivers keep A.
    boolean fix = rmc.getStatus() == DataStatus.ACTIVE && !isNoFix(field(s, 12));
    return new Reading.Draft(s.kind())
        .time(time(s, 1))
        .date(shortDate(field(s, 9)))
        .solution(fix, place(s, rmc, 3), grain(s, 3))
        .motion(number(() -> rmc.getSpeed() * MS_PER_KNOT), number(rmc::getCourse))
        .done();
  }

  private static Reading gga(Sentence s, GGASentence gga) {
    // Some receivers leave the quality empty while they have no fix.
    boolean fix =
        !field(s, 6).isEmpty()
            && switch (gga.getFixQuality()) {
              case INVALID, MANUAL, SIMULATED -> false;
              case NORMAL, DGPS, PPS, RTK, FRTK, ESTIMATED -> true;
            };
    return new Reading.Draft(s.kind())
        .time(time(s, 1))
        .solution(fix, place(s, gga, 2), grain(s, 2))
        .estimate("6".equals(field(s, 6)))
        .altitude(number(gga::getAltitude))
        .quality(number(gga::getHorizontalDOP), satellites(s, 7))
        .done();
  }

  private static Reading gns(Sentence s, GNSSentence gns) {
    boolean fix = !NO_FIX_MODES.matcher(field(s, 6)).matches();
    return new Reading.Draft(s.kind())
        .time(time(s, 1))
        .solution(fix, place(s, gns, 2), grain(s, 2))
        .altitude(number(gns::getOrthometricHeight))
        .quality(number(gns::getHorizontalDOP), satellites(s, 7))
        .done();
  }

  private static Reading gll(Sentence s, GLLSentence gll) {
    // Before NMEA 2.0 there was no status: such a sentence has no time either and joins no epoch.
    boolean fix = "A".equals(field(s, 6)) && !isNoFix(field(s, 7));
    return new Reading.Draft(s.kind())
        .time(time(s, 5))
        .solution(fix, place(s, gll, 1), grain(s, 1))
        .done();
  }

  private static Reading gsa(Sentence s, GSASentence gsa) {
    return new Reading.Draft(s.kind())
        .dimensions(gsa.getFixStatus().toInt())
        .quality(number(gsa::getHorizontalDOP), Fix.UNKNOWN_SATELLITES)
        .done();
  }

  private static Reading vtg(Sentence s, VTGSentence vtg) {
    if (isNoFix(field(s, 9))) {
      return new Reading.Draft(s.kind()).done();
    }
    double knots = number(() -> vtg.getSpeedKnots() * MS_PER_KNOT);
    double kmh = number(() -> vtg.getSpeedKmh() / 3.6);
    return new Reading.Draft(s.kind())
        .motion(Double.isNaN(knots) ? kmh : knots, number(vtg::getTrueCourse))
        .done();
  }

  private static Reading zda(Sentence s, DateSentence zda) {
    Reading.Draft draft = new Reading.Draft(s.kind()).time(time(s, 1));
    if (!field(s, 4).isEmpty()) {
      var date = zda.getDate();
      draft.date(LocalDate.of(date.getYear(), date.getMonth(), date.getDay()));
    }
    return draft.done();
  }

  private static boolean isNoFix(String faaMode) {
    return !faaMode.isEmpty()
        && switch (FaaMode.valueOf(faaMode.charAt(0))) {
          case NONE, MANUAL, SIMULATED -> true;
          default -> false;
        };
  }

  private static @Nullable LatLon place(Sentence s, PositionSentence sentence, int index) {
    if (field(s, index).isEmpty()) {
      return null;
    }
    Position position = sentence.getPosition();
    return new LatLon(position.getLatitude(), position.getLongitude());
  }

  /** 0.18 m for four decimals of a minute, 18 m for two. */
  private static double grain(Sentence s, int index) {
    String latitude = field(s, index);
    int dot = latitude.indexOf('.');
    int decimals = dot < 0 ? 0 : latitude.length() - dot - 1;
    return METRES_PER_MINUTE * Math.pow(10, -decimals);
  }

  private static double number(DoubleSupplier getter) {
    try {
      return getter.getAsDouble();
    } catch (DataNotAvailableException empty) {
      return Double.NaN;
    }
  }

  private static int satellites(Sentence s, int index) {
    String text = field(s, index);
    return text.isEmpty() ? Fix.UNKNOWN_SATELLITES : (int) Double.parseDouble(text);
  }

  private static long time(Sentence s, int index) {
    String text = field(s, index);
    if (text.isEmpty()) {
      return Reading.NO_TIME;
    }
    long minutes = number(text, 0) * 60 + number(text, 2);
    long fraction = text.length() > 7 ? Math.round(Double.parseDouble(text.substring(6)) * 1e3) : 0;
    return (minutes * 60 + number(text, 4)) * 1_000 + fraction;
  }

  /** Two digits of the year: receivers that wake up with 1980 must not mean 2080. */
  private static @Nullable LocalDate shortDate(String text) {
    if (text.isEmpty()) {
      return null;
    }
    long year = number(text, 4);
    return LocalDate.of(
        (int) (year >= 80 ? 1900 + year : 2000 + year),
        (int) number(text, 2),
        (int) number(text, 0));
  }

  private static long number(String text, int at) {
    return Integer.parseInt(text.substring(at, at + 2));
  }

  private static String field(Sentence s, int index) {
    return index < s.fields().size() ? s.fields().get(index) : "";
  }
}
