package id.pantau.agent.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** A datagram to a Unix socket by the C library: the class for Java 22 and newer, on Linux. */
final class UnixDatagram {
  // Linux, the same on x86-64, aarch64 and armhf (asm-generic/socket.h).
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** struct sockaddr_un: the family, then 108 bytes. */
  private static final int FAMILY_BYTES = 2;

  private static final int MAX_PATH = 107;

  // Made once: each of them is code that the JVM spins.
  private static final MethodHandle SOCKET =
      call(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle SENDTO =
      call(
          "sendto",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private UnixDatagram() {}

  @SuppressWarnings("restricted") // The launcher allows native access.
  private static MethodHandle call(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape);
  }

  static boolean isAvailable() {
    return true;
  }

  /**
   * Sends one datagram.
   *
   * @param address a path, or a name in the abstract name space after an {@code @}
   */
  static void send(String address, byte[] bytes) throws IOException {
    byte[] path = address.getBytes(StandardCharsets.UTF_8);
    if (path.length == 0 || path.length > MAX_PATH) {
      throw new IOException("no address of a Unix socket: " + address);
    }
    if (path[0] == '@') {
      path[0] = 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocate(FAMILY_BYTES + MAX_PATH + 1, 2);
      to.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
      MemorySegment.copy(path, 0, to, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
      MemorySegment message = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, message, ValueLayout.JAVA_BYTE, 0, bytes.length);
      send(message, to, FAMILY_BYTES + path.length);
    }
  }

  private static void send(MemorySegment message, MemorySegment to, int length) throws IOException {
    try {
      int socket = (int) SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      if (socket < 0) {
        throw new IOException("no socket");
      }
      long sent =
          (long) SENDTO.invokeExact(socket, message, message.byteSize(), MSG_NOSIGNAL, to, length);
      int closed = (int) CLOSE.invokeExact(socket);
      if (sent != message.byteSize() || closed != 0) {
        throw new IOException("nobody hears at the socket");
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) { // What invokeExact declares; C throws nothing.
      throw new IOException("cannot send a datagram", e);
    }
  }
}
