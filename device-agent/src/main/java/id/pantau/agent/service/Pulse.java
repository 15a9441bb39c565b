package id.pantau.agent.service;

import org.jspecify.annotations.Nullable;

/** One thread's proof that it moves on: it ticks at every turn of its loop, busy or idle. */
public final class Pulse {
  private final String name;

  private volatile long ticks;
  private volatile long lastNanos = System.nanoTime();
  private volatile @Nullable Thread thread;

  Pulse(String name) {
    this.name = name;
  }

  /** Called by one thread only, so that the count needs no lock. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  public void tick() {
    thread = Thread.currentThread();
    lastNanos = System.nanoTime();
    ticks++;
  }

  String name() {
    return name;
  }

  long ticks() {
    return ticks;
  }

  long lastNanos() {
    return lastNanos;
  }

  /** Where its thread is, for the log of a tracker that hangs. */
  String place() {
    Thread owner = thread;
    if (owner == null) {
      return "its thread has never come so far";
    }
    StackTraceElement[] stack = owner.getStackTrace();
    if (stack.length == 0) {
      return "its thread has ended";
    }
    var text = new StringBuilder();
    for (int i = 0; i < Math.min(stack.length, 12); i++) {
      text.append(i == 0 ? "" : " < ").append(stack[i]);
    }
    return text.toString();
  }
}
