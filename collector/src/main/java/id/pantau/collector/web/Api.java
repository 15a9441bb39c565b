package id.pantau.collector.web;

/** The HTTP side of one package: reads the request, calls the door, writes the answer. */
public interface Api {
  void register(Routes routes);
}
