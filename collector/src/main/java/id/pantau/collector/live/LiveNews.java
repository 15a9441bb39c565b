package id.pantau.collector.live;

/** Something besides positions that an agency, and who reads all of them, is told of. */
sealed interface LiveNews permits LiveReport, LiveAlert {
  int opdId();

  /** The name of its event in the stream. */
  String event();
}
