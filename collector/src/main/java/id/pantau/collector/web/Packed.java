package id.pantau.collector.web;

/** The body of an answer that can be had compressed for less than compressing it. */
public interface Packed {
  byte[] plain();

  /** The same in the format of gzip. */
  byte[] gzip();
}
