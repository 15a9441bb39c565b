package id.pantau.collector.enrolment;

import id.pantau.wire.CertificateAnswer;
import id.pantau.wire.CertificateAnswerCodec;
import id.pantau.wire.DeviceId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;

/**
 * Answers trackers that want their next certificate, one after the other on a thread of its own, so
 * that signing holds up no position. Whoever finds the queue full asks again later.
 */
public final class RenewalDesk implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RenewalDesk.class.getName());
  private static final int MAX_WAITING = 200;

  private final Enrolment enrolment;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread = Thread.ofPlatform().name("renewals").daemon().unstarted(this::run);
  private volatile BiConsumer<DeviceId, byte[]> answer = (device, payload) -> {};

  private record Waiting(DeviceId device, byte[] request) {}

  public RenewalDesk(Enrolment enrolment) {
    this.enrolment = enrolment;
  }

  /**
   * Begins to answer.
   *
   * @param sender takes a payload of the lane {@code certificate} to a tracker
   */
  public void start(BiConsumer<DeviceId, byte[]> sender) {
    answer = sender;
    thread.start();
  }

  /** Takes a request; any thread, without waiting. */
  public void ask(DeviceId device, byte[] request) {
    queue.offer(new Waiting(device, request));
  }

  private void run() {
    try {
      while (true) {
        Waiting next = queue.take();
        try {
          CertificateAnswer told = enrolment.renew(next.device, next.request);
          answer.accept(next.device, CertificateAnswerCodec.encode(told));
        } catch (RuntimeException e) { // the database is away: it asks again
          LOG.log(Level.WARNING, "a certificate could not be renewed device=" + next.device, e);
        }
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
