package io.driftguard.mysqltesting;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A 64-bit little-endian ELF executable whose dynamic section can be edited in place.
 *
 * <p>The server is linked against libaio, which many machines lack, and which it does not call with
 * native asynchronous I/O switched off. The layout is that of the System V ABI, chapter 5, and of
 * the Linux Standard Base for symbol versions.
 */
final class ElfExecutable {

  private static final int PROGRAM_LOAD = 1;
  private static final int PROGRAM_DYNAMIC = 2;
  private static final long TAG_NULL = 0;
  private static final long TAG_NEEDED = 1;
  private static final long TAG_STRINGS = 5;
  private static final long TAG_VERSIONS = 0x6ffffffeL;
  private static final short VERSION_WEAK = 2;

  private final ByteBuffer bytes;
  private final List<Segment> loaded = new ArrayList<>();
  private final List<Entry> dynamic = new ArrayList<>();

  /**
   * @throws IllegalArgumentException when the bytes are something else
   */
  ElfExecutable(byte[] content) {
    bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < 64
        || bytes.getInt(0) != 0x464c457f
        || bytes.get(4) != 2
        || bytes.get(5) != 1) {
      throw new IllegalArgumentException("expected a 64-bit little-endian ELF file");
    }
    int programs = Math.toIntExact(bytes.getLong(32));
    int size = bytes.getShort(54);
    int dynamicAt = -1;
    for (int i = 0; i < bytes.getShort(56); i++) {
      int at = programs + i * size;
      switch (bytes.getInt(at)) {
        case PROGRAM_LOAD ->
            loaded.add(
                new Segment(bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 32)));
        case PROGRAM_DYNAMIC -> dynamicAt = Math.toIntExact(bytes.getLong(at + 8));
        default -> {}
      }
    }
    if (dynamicAt < 0) {
      throw new IllegalArgumentException("expected an ELF file with a dynamic section");
    }
    for (int at = dynamicAt; bytes.getLong(at) != TAG_NULL; at += 16) {
      dynamic.add(new Entry(at, bytes.getLong(at), bytes.getLong(at + 8)));
    }
  }

  /** The names of the libraries that the file asks for. */
  List<String> needed() {
    return dynamic.stream()
        .filter(entry -> entry.tag() == TAG_NEEDED)
        .map(entry -> string(entry.value()))
        .toList();
  }

  /**
   * Lets the file ask for one library that it needs anyway instead of another one, and live without
   * the versions of the symbols that it wanted from that. Calling one of those symbols ends the
   * process.
   *
   * @return whether there was anything to replace
   */
  boolean replaceNeeded(String library, String by) {
    long replacement =
        dynamic.stream()
            .filter(entry -> entry.tag() == TAG_NEEDED && string(entry.value()).equals(by))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("expected " + by + " among " + needed()))
            .value();
    List<Entry> replaced =
        dynamic.stream()
            .filter(entry -> entry.tag() == TAG_NEEDED && string(entry.value()).equals(library))
            .toList();
    for (Entry entry : replaced) {
      bytes.putLong(entry.at() + 8, replacement);
      dynamic.set(dynamic.indexOf(entry), new Entry(entry.at(), entry.tag(), replacement));
    }
    for (Entry entry : dynamic) {
      if (entry.tag() == TAG_VERSIONS) {
        replaceVersions(library, Math.toIntExact(replacement), offset(entry.value()));
      }
    }
    return !replaced.isEmpty();
  }

  private void replaceVersions(String library, int replacement, int first) {
    int at = first;
    while (true) {
      if (string(bytes.getInt(at + 4)).equals(library)) {
        bytes.putInt(at + 4, replacement);
        weaken(at + bytes.getInt(at + 8), bytes.getShort(at + 2));
      }
      int next = bytes.getInt(at + 12);
      if (next == 0) {
        return;
      }
      at += next;
    }
  }

  private void weaken(int first, int count) {
    int at = first;
    for (int i = 0; i < count; i++) {
      bytes.putShort(at + 4, (short) (bytes.getShort(at + 4) | VERSION_WEAK));
      at += bytes.getInt(at + 12);
    }
  }

  private String string(long index) {
    long table =
        dynamic.stream()
            .filter(entry -> entry.tag() == TAG_STRINGS)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("expected an ELF file with dynamic strings"))
            .value();
    int start = offset(table + index);
    int end = start;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - start];
    bytes.get(start, name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private int offset(long address) {
    return loaded.stream()
        .filter(segment -> segment.holds(address))
        .findFirst()
        .map(segment -> Math.toIntExact(address - segment.address() + segment.at()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no segment holds address " + Long.toHexString(address)));
  }

  /** A part of the file, and where it is loaded. */
  private record Segment(long at, long address, long size) {
    boolean holds(long where) {
      return where >= address && where < address + size;
    }
  }

  /** An entry of the dynamic section. */
  private record Entry(int at, long tag, long value) {}
}
