package id.pantau.agent.identity;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The little that is asked of the folder of an identity; tests fail at the n-th call. */
interface IdentityDisk {
  List<String> list() throws IOException;

  Optional<byte[]> read(String name) throws IOException;

  /** A new file, readable by its owner only, on the medium when it returns. */
  void write(String name, byte[] content) throws IOException;

  /** Replaces what is there at once; on the medium when it returns. */
  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;
}
