package io.driftguard.grammar;

import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.DataType;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Prints data types, in lower case as the server does. */
final class TypeText {

  private TypeText() {}

  static String of(DataType type) {
    if (type instanceof DataType.IntegerType t) {
      return lower(t.size()) + length(t.displayWidth()) + signs(t.unsigned(), t.zerofill());
    }
    if (type instanceof DataType.DecimalType t) {
      return "decimal" + precision(t) + signs(t.unsigned(), t.zerofill());
    }
    if (type instanceof DataType.FloatingType t) {
      return (t.doublePrecision() ? "double" : "float")
          + t.display().map(d -> "(" + d.digits() + "," + d.decimals() + ")").orElse("")
          + signs(t.unsigned(), t.zerofill());
    }
    if (type instanceof DataType.BitType t) {
      return "bit" + length(t.bits());
    }
    if (type instanceof DataType.CharacterType t) {
      return lower(t.kind()) + length(t.length()) + charset(t.charset());
    }
    if (type instanceof DataType.BinaryType t) {
      return lower(t.kind()) + length(t.length());
    }
    if (type instanceof DataType.MemberType t) {
      String members = Renderer.list(t.members(), ",", Renderer::text);
      return (t.set() ? "set(" : "enum(") + members + ")" + charset(t.charset());
    }
    if (type instanceof DataType.TemporalType t) {
      return lower(t.kind()) + (t.fraction() == 0 ? "" : "(" + t.fraction() + ")");
    }
    if (type instanceof DataType.JsonType) {
      return "json";
    }
    if (type instanceof DataType.SpatialType t) {
      return lower(t.kind());
    }
    if (type instanceof DataType.VectorType t) {
      return "vector" + length(t.dimensions());
    }
    throw Renderer.unknown(type);
  }

  private static String charset(CharsetSpec spec) {
    return spec.charset().map(c -> " CHARACTER SET " + c).orElse("")
        + (spec.binary() ? " BINARY" : "")
        + spec.collation().map(c -> " COLLATE " + c).orElse("");
  }

  private static String precision(DataType.DecimalType type) {
    if (type.precision().isEmpty()) {
      return "";
    }
    String scale = type.scale().isPresent() ? "," + type.scale().getAsInt() : "";
    return "(" + type.precision().getAsInt() + scale + ")";
  }

  private static String signs(boolean unsigned, boolean zerofill) {
    return (unsigned ? " unsigned" : "") + (zerofill ? " zerofill" : "");
  }

  private static String length(OptionalInt value) {
    return value.isPresent() ? "(" + value.getAsInt() + ")" : "";
  }

  private static String length(OptionalLong value) {
    return value.isPresent() ? "(" + value.getAsLong() + ")" : "";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
