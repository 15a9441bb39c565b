package id.pantau.agent.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
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

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private UnixDatagram() {}

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
      MemorySegment errno = arena.allocate(CAPTURED);
      MemorySegment to = arena.allocate(FAMILY_BYTES + MAX_PATH + 1, 2);
      to.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
      MemorySegment.copy(path, 0, to, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
      MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      int socket =
          (int) call("socket", SOCKET).invokeExact(errno, (int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      if (socket < 0) {
        throw failed("socket", errno);
      }
      try {
        long sent =
            (long)
                call("sendto", SENDTO)
                    .invokeExact(
                        errno,
                        socket,
                        message,
                        (long) bytes.length,
                        MSG_NOSIGNAL,
                        to,
                        FAMILY_BYTES + path.length);
        if (sent != bytes.length) {
          throw failed("sendto " + address, errno);
        }
      } finally {
        int ignored = (int) call("close", CLOSE).invokeExact(errno, socket);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) { // What invokeExact declares; C throws nothing.
      throw new IOException("cannot send to " + address, e);
    }
  }

  private static final FunctionDescriptor SOCKET =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final FunctionDescriptor SENDTO =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT);
  private static final FunctionDescriptor CLOSE =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  @SuppressWarnings("restricted") // The launcher allows native access.
  private static MethodHandle call(String name, FunctionDescriptor shape) throws IOException {
    MemorySegment function =
        LINKER
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new IOException("the C library has no " + name));
    return LINKER.downcallHandle(function, shape, Linker.Option.captureCallState("errno"));
  }

  private static IOException failed(String what, MemorySegment errno) {
    return new IOException(what + " failed, errno " + (int) ERRNO.get(errno, 0L));
  }
}
