package id.pantau.agent.identity;

import id.pantau.agent.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Key, certificate, authority and name of a tracker, as files that are replaced together: whenever
 * the power goes, the next {@link #repair} finds the old ones or the new ones, and a key that fits
 * its certificate. One process and thread at a time.
 *
 * <p>What is new is staged beside what is in use, the key first of all and taken away last of all.
 * The one rename of the staged key is the moment of the change: where something is staged and no
 * key, that moment is over, and the rest is moved too.
 */
public final class Identity {
  /** Written by an enrolment: the name of the tracker and the address of its broker. */
  public static final String ENROLLED = "enrolled.properties";

  private static final String REQUEST = "request.der";
  private static final String STAGED = "next-";
  private static final String UNFINISHED = ".tmp";

  private final IdentityDisk disk;
  private final String authority;
  private final String certificate;
  private final String key;

  /** What belongs together. */
  enum Part {
    KEY,
    /** What was asked for with the key; only ever staged. */
    REQUEST,
    AUTHORITY,
    ENROLLED,
    CERTIFICATE
  }

  Identity(IdentityDisk disk, TlsFiles files) {
    this.disk = disk;
    this.authority = name(files.caFile());
    this.certificate = name(files.certificateFile());
    this.key = name(files.keyFile());
  }

  /** The files of the configuration, which lie in one folder. */
  public static Identity of(TlsFiles files) {
    Path folder = folder(files);
    return new Identity(new RealIdentityDisk(folder), files);
  }

  /**
   * Where they lie.
   *
   * @throws IllegalArgumentException when they do not lie together: then nothing can replace them
   *     at once
   */
  public static Path folder(TlsFiles files) {
    if (!isTogether(files)) {
      throw new IllegalArgumentException(
          "mqtt.ca-file, mqtt.certificate-file, mqtt.key-file: harus dalam satu folder"
              + " | must lie in one folder");
    }
    return folderOf(files.keyFile());
  }

  /** Whether they lie in one folder. */
  public static boolean isTogether(TlsFiles files) {
    Path folder = folderOf(files.keyFile());
    return folder.equals(folderOf(files.certificateFile()))
        && folder.equals(folderOf(files.caFile()));
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  /** After every start, before anything is read: finishes what a power cut has interrupted. */
  public void repair() throws IOException {
    List<String> all = disk.list();
    for (String each : all) {
      if (each.endsWith(UNFINISHED)) {
        disk.delete(each);
      }
    }
    if (!all.contains(STAGED + key)) {
      moveTheRest();
    }
  }

  /** What is in use. */
  Optional<byte[]> find(Part part) throws IOException {
    return disk.read(file(part));
  }

  /** What waits to be used. */
  Optional<byte[]> findStaged(Part part) throws IOException {
    return disk.read(STAGED + file(part));
  }

  /** Puts something beside what is in use; the key comes first. */
  void stage(Part part, byte[] content) throws IOException {
    if (part != Part.KEY && !disk.list().contains(STAGED + key)) {
      throw new IllegalStateException("nothing is staged before the key");
    }
    String staged = STAGED + file(part);
    disk.write(staged + UNFINISHED, content);
    disk.rename(staged + UNFINISHED, staged);
  }

  /** Where key and certificate lie that wait to be used. */
  TlsFiles staged(TlsFiles inUse) {
    return new TlsFiles(
        inUse.caFile(),
        inUse.certificateFile().resolveSibling(STAGED + certificate),
        inUse.keyFile().resolveSibling(STAGED + key));
  }

  /** What is staged is in use from now on. */
  void promote() throws IOException {
    if (findStaged(Part.KEY).isEmpty() || findStaged(Part.CERTIFICATE).isEmpty()) {
      throw new IllegalStateException("key and certificate are not both staged");
    }
    disk.rename(STAGED + key, key);
    moveTheRest();
  }

  /** What is staged is forgotten, the key last. */
  void discard() throws IOException {
    for (Part part :
        List.of(Part.CERTIFICATE, Part.ENROLLED, Part.AUTHORITY, Part.REQUEST, Part.KEY)) {
      disk.delete(STAGED + file(part));
    }
  }

  private void moveTheRest() throws IOException {
    List<String> all = disk.list();
    for (Part part : List.of(Part.AUTHORITY, Part.ENROLLED, Part.CERTIFICATE)) {
      if (all.contains(STAGED + file(part))) {
        disk.rename(STAGED + file(part), file(part));
      }
    }
    disk.delete(STAGED + file(Part.REQUEST));
  }

  private String file(Part part) {
    return switch (part) {
      case KEY -> key;
      case REQUEST -> REQUEST;
      case AUTHORITY -> authority;
      case ENROLLED -> ENROLLED;
      case CERTIFICATE -> certificate;
    };
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
