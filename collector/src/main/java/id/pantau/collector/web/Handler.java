package id.pantau.collector.web;

/** Answers one call; may throw a {@link Problem} at any point before it has sent. */
@FunctionalInterface
public interface Handler {
  void handle(Call call) throws Exception;
}
