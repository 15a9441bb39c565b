package id.pantau.agent.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The little that the journal asks of a file system. Tests put one in between that fails at the
 * n-th call.
 */
interface Disk {
  /** The names of the files of the folder. */
  List<String> list() throws IOException;

  /**
   * Makes a file of that many zero bytes, all blocks really there, and opens it. What is written
   * into it later needs no new block, so that a commit costs one page and no file system journal.
   */
  Store create(String name, int bytes) throws IOException;

  Store open(String name) throws IOException;

  /** Durable when it returns: the folder is synchronised. */
  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;

  /** An open file. */
  interface Store extends Closeable {
    int size() throws IOException;

    /** All bytes that are asked for, or as many as there are. */
    int read(int at, ByteBuffer into) throws IOException;

    void write(int at, ByteBuffer from) throws IOException;

    /** What was written is on the medium when it returns. */
    void force() throws IOException;
  }
}
