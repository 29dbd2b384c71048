package io.driftguard.grammar;

import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DataType.BitType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DataType.DecimalType;
import io.driftguard.grammar.ast.DataType.FloatingType;
import io.driftguard.grammar.ast.DataType.IntegerSize;
import io.driftguard.grammar.ast.DataType.IntegerType;
import io.driftguard.grammar.ast.DataType.JsonType;
import io.driftguard.grammar.ast.DataType.MemberType;
import io.driftguard.grammar.ast.DataType.SpatialKind;
import io.driftguard.grammar.ast.DataType.SpatialType;
import io.driftguard.grammar.ast.DataType.TemporalKind;
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.DataType.VectorType;
import io.driftguard.grammar.syntax.DdlGrammar;
import io.driftguard.grammar.syntax.DdlGrammar.BinaryTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.BitTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.BlobTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.BooleanTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.CharTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.DataTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.DateTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.DecimalTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.FloatTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.IntegerTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.JsonTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.LengthContext;
import io.driftguard.grammar.syntax.DdlGrammar.LongTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.MemberTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.NationalCharTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.NumericAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.RealTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.SerialTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.SizeContext;
import io.driftguard.grammar.syntax.DdlGrammar.SizedBlobTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.SizedTextTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.SpatialTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.TextAttributesContext;
import io.driftguard.grammar.syntax.DdlGrammar.TextMemberContext;
import io.driftguard.grammar.syntax.DdlGrammar.TextTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.TimeTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.VarbinaryTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.VectorTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.YearTypeContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds data types: every spelling of a type has one value. */
final class TypeBuilder {

  /** {@code FLOAT(p)} is a {@code FLOAT} up to this p, and a {@code DOUBLE} up to the next one. */
  private static final int MAX_FLOAT_PRECISION = 24;

  private static final int MAX_DOUBLE_PRECISION = 53;

  private final Words words;

  TypeBuilder(Words words) {
    this.words = words;
  }

  DataType type(DataTypeContext context) {
    if (context instanceof IntegerTypeContext c) {
      return integer(
          IntegerSize.valueOf(Words.keyword(c)), optionalInt(c.length()), c.numericAttribute());
    }
    if (context instanceof CharTypeContext c) {
      boolean varying = c.VARCHAR() != null || c.VARYING() != null;
      return new CharacterType(
          varying ? CharacterKind.VARCHAR : CharacterKind.CHAR,
          optionalLong(c.length()),
          charset(c.textAttributes()));
    }
    if (context instanceof TimeTypeContext c) {
      int fraction = c.WHOLE_NUMBER() == null ? 0 : fraction(c.WHOLE_NUMBER().getSymbol());
      return new TemporalType(TemporalKind.valueOf(Words.keyword(c)), fraction);
    }
    if (context instanceof TextTypeContext c) {
      return text(CharacterKind.TEXT, optionalLong(c.length()), c.textAttributes());
    }
    if (context instanceof SizedTextTypeContext c) {
      return text(
          CharacterKind.valueOf(Words.keyword(c)), OptionalLong.empty(), c.textAttributes());
    }
    if (context instanceof DecimalTypeContext c) {
      return decimal(c);
    }
    if (context instanceof MemberTypeContext c) {
      return new MemberType(
          c.SET() != null, Words.map(c.textMember(), this::member), charset(c.textAttributes()));
    }
    return rareType(context);
  }

  private DataType rareType(DataTypeContext context) {
    if (context instanceof DateTypeContext) {
      return new TemporalType(TemporalKind.DATE, 0);
    }
    if (context instanceof BooleanTypeContext) {
      return new IntegerType(IntegerSize.TINYINT, OptionalInt.of(1), false, false);
    }
    if (context instanceof RealTypeContext c) {
      boolean isFloat = c.REAL() != null && words.mode().realAsFloat();
      Optional<FloatingType.Display> display =
          c.precision() == null
              ? Optional.empty()
              : Optional.of(
                  new FloatingType.Display(
                      words.intNumber(c.precision().WHOLE_NUMBER(0).getSymbol()),
                      words.intNumber(c.precision().WHOLE_NUMBER(1).getSymbol())));
      return floating(!isFloat, display, c.numericAttribute());
    }
    if (context instanceof FloatTypeContext c) {
      return floatType(c);
    }
    if (context instanceof BlobTypeContext c) {
      return new BinaryType(BinaryKind.BLOB, optionalLong(c.length()));
    }
    if (context instanceof SizedBlobTypeContext c) {
      return new BinaryType(BinaryKind.valueOf(Words.keyword(c)), OptionalLong.empty());
    }
    if (context instanceof BinaryTypeContext c) {
      return new BinaryType(BinaryKind.BINARY, optionalLong(c.length()));
    }
    if (context instanceof VarbinaryTypeContext c) {
      return new BinaryType(BinaryKind.VARBINARY, optionalLong(c.length()));
    }
    if (context instanceof JsonTypeContext) {
      return new JsonType();
    }
    if (context instanceof BitTypeContext c) {
      return new BitType(optionalInt(c.length()));
    }
    if (context instanceof YearTypeContext c) {
      return year(c);
    }
    if (context instanceof SerialTypeContext) {
      return new IntegerType(IntegerSize.BIGINT, OptionalInt.empty(), true, false);
    }
    if (context instanceof LongTypeContext c) {
      return c.VARBINARY() == null
          ? text(CharacterKind.MEDIUMTEXT, OptionalLong.empty(), c.textAttributes())
          : new BinaryType(BinaryKind.MEDIUMBLOB, OptionalLong.empty());
    }
    if (context instanceof NationalCharTypeContext c) {
      boolean varying = c.VARCHAR() != null || c.VARYING() != null || c.NVARCHAR() != null;
      return new CharacterType(
          varying ? CharacterKind.VARCHAR : CharacterKind.CHAR,
          optionalLong(c.length()),
          new CharsetSpec(Optional.of("utf8mb3"), Optional.empty(), c.BINARY() != null));
    }
    if (context instanceof SpatialTypeContext c) {
      String kind = Words.keyword(c);
      return new SpatialType(
          kind.equals("GEOMETRYCOLLECTION")
              ? SpatialKind.GEOMCOLLECTION
              : SpatialKind.valueOf(kind));
    }
    if (context instanceof VectorTypeContext c) {
      return new VectorType(optionalInt(c.length()));
    }
    throw new IllegalArgumentException("not a data type: " + context.getClass());
  }

  private DataType integer(
      IntegerSize size, OptionalInt width, List<NumericAttributeContext> attributes) {
    return new IntegerType(size, width, unsigned(attributes), zerofill(attributes));
  }

  /** {@code ZEROFILL} implies {@code UNSIGNED}. */
  private static boolean unsigned(List<NumericAttributeContext> attributes) {
    for (NumericAttributeContext attribute : attributes) {
      if (attribute.getStart().getType() != DdlGrammar.SIGNED) {
        return true;
      }
    }
    return false;
  }

  private static boolean zerofill(List<NumericAttributeContext> attributes) {
    for (NumericAttributeContext attribute : attributes) {
      if (attribute.getStart().getType() == DdlGrammar.ZEROFILL) {
        return true;
      }
    }
    return false;
  }

  private static DataType floating(
      boolean doublePrecision,
      Optional<FloatingType.Display> display,
      List<NumericAttributeContext> attributes) {
    return new FloatingType(doublePrecision, display, unsigned(attributes), zerofill(attributes));
  }

  /** Without digits at all, {@code DECIMAL(0)} is {@code DECIMAL}. */
  private DataType decimal(DecimalTypeContext c) {
    SizeContext size = c.size();
    int precision = size == null ? 0 : sizeAt(size, 0);
    int scale = size == null || sizes(size) == 1 ? 0 : sizeAt(size, 1);
    boolean spelledOut = precision != 0 || scale != 0;
    return new DecimalType(
        spelledOut ? OptionalInt.of(precision) : OptionalInt.empty(),
        spelledOut ? OptionalInt.of(scale) : OptionalInt.empty(),
        unsigned(c.numericAttribute()),
        zerofill(c.numericAttribute()));
  }

  private DataType floatType(FloatTypeContext c) {
    SizeContext size = c.size();
    if (size == null) {
      return floating(false, Optional.empty(), c.numericAttribute());
    }
    if (sizes(size) == 2) {
      return floating(
          false,
          Optional.of(new FloatingType.Display(sizeAt(size, 0), sizeAt(size, 1))),
          c.numericAttribute());
    }
    int precision = sizeAt(size, 0);
    if (precision > MAX_DOUBLE_PRECISION) {
      throw Words.unsupported(
          size, "expected a precision up to " + MAX_DOUBLE_PRECISION + ", but found " + precision);
    }
    return floating(precision > MAX_FLOAT_PRECISION, Optional.empty(), c.numericAttribute());
  }

  private DataType year(YearTypeContext c) {
    if (c.length() != null && words.longNumber(number(c.length())) != 4) {
      throw Words.unsupported(c.length(), "expected YEAR or YEAR(4)");
    }
    return new TemporalType(TemporalKind.YEAR, 0);
  }

  private static int sizes(SizeContext size) {
    return size.COMMA() == null ? 1 : 2;
  }

  private int sizeAt(SizeContext size, int index) {
    return words.intNumber((Token) size.getChild(index * 2 + 1).getPayload());
  }

  int fraction(Token token) {
    int digits = words.intNumber(token);
    if (digits > 6) {
      throw Words.unsupported(token, "expected up to 6 fractional digits, but found " + digits);
    }
    return digits;
  }

  private DataType text(
      CharacterKind kind, OptionalLong length, @Nullable TextAttributesContext attributes) {
    return new CharacterType(kind, length, charset(attributes));
  }

  private String member(TextMemberContext member) {
    if (member.TEXT_STRING() != null) {
      return words.text(member.TEXT_STRING());
    }
    return words.asciiText(member.getStart());
  }

  private CharsetSpec charset(@Nullable TextAttributesContext attributes) {
    if (attributes == null) {
      return CharsetSpec.NONE;
    }
    Optional<String> charset = Optional.empty();
    if (attributes.ASCII() != null) {
      charset = Optional.of("latin1");
    } else if (attributes.UNICODE() != null) {
      charset = Optional.of("ucs2");
    } else if (attributes.BYTE() != null) {
      charset = Optional.of("binary");
    } else if (attributes.charsetName() != null) {
      charset = Optional.of(words.charset(attributes.charsetName()));
    }
    return new CharsetSpec(charset, Optional.empty(), attributes.BINARY() != null);
  }

  /** The attributes of a {@code CHAR} that something is cast to. */
  CharsetSpec castCharset(@Nullable TextAttributesContext attributes) {
    return charset(attributes);
  }

  private OptionalLong optionalLong(@Nullable LengthContext length) {
    return length == null
        ? OptionalLong.empty()
        : OptionalLong.of(words.longNumber(number(length)));
  }

  private OptionalInt optionalInt(@Nullable LengthContext length) {
    return length == null ? OptionalInt.empty() : OptionalInt.of(words.intNumber(number(length)));
  }

  private static Token number(LengthContext length) {
    return (Token) length.getChild(1).getPayload();
  }

  /** The same type with a collation; a type that has none is as it was, as on the server. */
  static DataType collate(DataType type, String collation, Token where) {
    if (type instanceof CharacterType t) {
      return new CharacterType(t.kind(), t.length(), collate(t.charset(), collation));
    }
    if (type instanceof MemberType t) {
      return new MemberType(t.set(), t.members(), collate(t.charset(), collation));
    }
    if (type instanceof BinaryType && !collation.equals("binary")) {
      throw Words.unsupported(
          where, "a binary type has no collation, but found COLLATE " + collation);
    }
    return type;
  }

  private static CharsetSpec collate(CharsetSpec charset, String collation) {
    return new CharsetSpec(charset.charset(), Optional.of(collation), charset.binary());
  }

  static boolean isSerial(DataTypeContext context) {
    return context.getStart().getType() == DdlGrammar.SERIAL;
  }
}
