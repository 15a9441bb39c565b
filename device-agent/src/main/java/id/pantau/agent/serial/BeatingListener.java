package id.pantau.agent.serial;

/**
 * Tells somebody that the thread of the port moves on: with bytes, in silence, and while it waits
 * for a device that is not there.
 */
public record BeatingListener(PortListener to, Runnable beat) implements PortListener {
  @Override
  public void opened(PortWriter line) {
    beat.run();
    to.opened(line);
  }

  @Override
  public void received(byte[] bytes, int count, long nanos) {
    beat.run();
    to.received(bytes, count, nanos);
  }

  @Override
  public void silent(long nanos) {
    beat.run();
    to.silent(nanos);
  }

  @Override
  public boolean awaitsPause() {
    return to.awaitsPause();
  }

  @Override
  public long understood() {
    return to.understood();
  }

  @Override
  public void lost(String why) {
    beat.run();
    to.lost(why);
  }
}
