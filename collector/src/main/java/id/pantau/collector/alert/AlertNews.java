package id.pantau.collector.alert;

/** People are to be told of an alert. */
public record AlertNews(long id, int opdId, int vehicleId, String rule, String severity) {}
