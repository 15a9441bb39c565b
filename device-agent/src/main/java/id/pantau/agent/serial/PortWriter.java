package id.pantau.agent.serial;

/** The other direction of an open line. */
@FunctionalInterface
public interface PortWriter {
  /** Sends it, or loses it when the line does not take it: whoever needs an answer asks again. */
  void write(byte[] bytes);
}
