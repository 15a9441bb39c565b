package id.pantau.collector.activity;

/** Is told what has been reported, after the commit, on the thread of the request. */
@FunctionalInterface
public interface ReportListener {
  ReportListener NONE = change -> {};

  void reportChanged(ReportChange change);
}
