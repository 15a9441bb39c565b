package id.pantau.collector.track;

import id.pantau.wire.LatLon;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * A day of a vehicle, ready to be saved.
 *
 * @param places the name of a place, empty where there is none
 */
record DerivedDay(
    int vehicleId,
    LocalDate day,
    DayFigures figures,
    List<Crossing> crossings,
    DayStore.Neighbours neighbours,
    Function<LatLon, String> places) {}
