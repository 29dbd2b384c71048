package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.Arrays;

/**
 * Turns a text into tokens, as the server does (MySQL Reference Manual, "Language Structure"). It
 * owns everything that depends on the server: strings, comments that are code, which word is a
 * keyword. Written by hand, because this is where the time of a parse goes.
 */
final class SqlLexer {

  private static final byte OTHER = 0;
  private static final byte SPACE = 1;
  private static final byte LETTER = 2;
  private static final byte DIGIT = 3;

  /** What a character below 128 is in an unquoted word; every other character is a letter. */
  private static final byte[] KIND = new byte[128];

  static {
    for (char c : " \t\n\u000B\f\r".toCharArray()) {
      KIND[c] = SPACE;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      KIND[c] = LETTER;
      KIND[c - 'a' + 'A'] = LETTER;
    }
    KIND['_'] = LETTER;
    KIND['$'] = LETTER;
    for (char c = '0'; c <= '9'; c++) {
      KIND[c] = DIGIT;
    }
  }

  /** Above every version that a server can have: such a comment is never code, or not MySQL's. */
  private static final int BEYOND_KNOWN_VERSIONS = 99999;

  /** From this version on every server reads versions of six digits. */
  private static final int SIX_DIGIT_VERSIONS = 80100;

  private final String text;
  private final ServerProfile.SqlMode mode;
  private final int version;
  private final ParseLimits limits;
  private final SqlTokens tokens;
  private final TokenNeighbours neighbours;

  private int position;

  /** Where the executable comment starts whose content is being read; -1 outside of one. */
  private int executableComment = -1;

  /** The tokens of the parentheses that are open. */
  private int[] open = new int[16];

  private int depth;

  /** The first token of the statement that is being read. */
  private int statementStart;

  private SqlLexer(String text, ServerProfile profile, ParseLimits limits) {
    this.text = text;
    this.mode = profile.sqlMode();
    this.version = profile.version().number();
    this.limits = limits;
    this.tokens = new SqlTokens(text);
    this.neighbours = new TokenNeighbours(tokens);
  }

  /**
   * Reads a whole text.
   *
   * @throws Refusal when it is not made of tokens, or exceeds a limit
   */
  static SqlTokens read(String text, ServerProfile profile, ParseLimits limits) {
    if (text.length() > limits.maxLength()) {
      throw new Refusal(
          RejectionCode.TOO_LARGE,
          0,
          "the text has "
              + text.length()
              + " characters, but at most "
              + limits.maxLength()
              + " are read");
    }
    SqlLexer lexer = new SqlLexer(text, profile, limits);
    lexer.refuseForbiddenCharacters();
    lexer.readAll();
    return lexer.tokens;
  }

  private void refuseForbiddenCharacters() {
    if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
      throw forbidden(0, "a byte-order mark");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw forbidden(i, "NUL");
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c) || !Character.isLowSurrogate(at(i + 1))) {
          throw forbidden(i, String.format("the lone surrogate \\u%04x", (int) c));
        }
        i++;
      }
    }
  }

  private static Refusal forbidden(int offset, String what) {
    return new Refusal(
        RejectionCode.FORBIDDEN_CHARACTER, offset, what + " cannot stand in a statement");
  }

  private void readAll() {
    while (position < text.length()) {
      int start = position;
      char c = text.charAt(start);
      switch (kind(c)) {
        case SPACE -> position++;
        case LETTER -> word(start);
        case DIGIT -> number(start);
        default -> symbol(start, c);
      }
    }
    if (executableComment >= 0) {
      throw unterminated(executableComment, "the executable comment");
    }
  }

  private static byte kind(char c) {
    return c < 128 ? KIND[c] : LETTER;
  }

  /** The character at an offset; NUL, which no text holds, after the end. */
  private char at(int offset) {
    return offset < text.length() ? text.charAt(offset) : 0;
  }

  private boolean isWordCharacter(int offset) {
    byte kind = kind(at(offset));
    return kind == LETTER || kind == DIGIT;
  }

  private boolean isDigit(int offset) {
    return kind(at(offset)) == DIGIT;
  }

  private void emit(int type, int start, int end) {
    position = end;
    if (tokens.count() - statementStart >= limits.maxTokens()) {
      throw new Refusal(
          RejectionCode.TOO_LARGE,
          start,
          "the statement has more than " + limits.maxTokens() + " tokens");
    }
    tokens.add(type, start, end);
    neighbours.settle(statementStart);
  }

  // ---- words ----------------------------------------------------------------------------------

  private void word(int start) {
    char first = text.charAt(start);
    if (at(start + 1) == '\'' && prefixedLiteral(start, first)) {
      return;
    }
    int end = start;
    int hash = Keywords.hash();
    boolean ascii = true;
    for (char c = first; ; c = text.charAt(end)) {
      if (c >= 128) {
        refuseInIdentifier(end, c);
        ascii = false;
      }
      hash = Keywords.hash(hash, c);
      end++;
      if (end >= text.length() || !isWordCharacter(end)) {
        break;
      }
    }
    boolean qualifier = at(end) == '.' && isWordCharacter(end + 1);
    int type = DdlGrammar.IDENTIFIER;
    if (ascii && !qualifier) {
      type = Keywords.token(text, start, end, hash, callFollows(end), version);
      if (type == DdlGrammar.NOT && mode.highNotPrecedence()) {
        type = DdlGrammar.NOT2;
      }
    }
    if (first == '_'
        && type == DdlGrammar.IDENTIFIER
        && Charsets.isKnown(text.substring(start + 1, end))) {
      type = DdlGrammar.INTRODUCER;
    }
    emit(type, start, end);
  }

  /** Reads {@code N'…'}, {@code x'…'} and {@code b'…'}. */
  private boolean prefixedLiteral(int start, char prefix) {
    switch (prefix) {
      case 'n', 'N' -> string(DdlGrammar.NATIONAL_STRING, start, start + 1);
      case 'x', 'X' -> digits(DdlGrammar.HEX_NUMBER, start, 16);
      case 'b', 'B' -> digits(DdlGrammar.BIT_NUMBER, start, 2);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void digits(int type, int start, int radix) {
    int end = start + 2;
    while (end < text.length()
        && text.charAt(end) < 128
        && Character.digit(text.charAt(end), radix) >= 0) {
      end++;
    }
    if (end >= text.length()) {
      throw unterminated(start, "the literal");
    }
    if (text.charAt(end) != '\'') {
      throw new Refusal(
          RejectionCode.SYNTAX_ERROR,
          end,
          "expected a digit or a closing quote in the literal "
              + Quoted.of(text.substring(start, end))
              + ", but found "
              + found(end));
    }
    if (radix == 16 && (end - start) % 2 != 0) {
      throw new Refusal(
          RejectionCode.SYNTAX_ERROR,
          start,
          "expected an even number of hexadecimal digits, but found "
              + Quoted.of(text.substring(start, end + 1)));
    }
    emit(type, start, end + 1);
  }

  private boolean callFollows(int end) {
    int next = end;
    if (mode.ignoreSpace()) {
      while (next < text.length() && kind(text.charAt(next)) == SPACE) {
        next++;
      }
    }
    return at(next) == '(';
  }

  /**
   * Reads the name after a dot: there every word is an identifier, and it may start with a digit.
   */
  private void nameAfterDot(int start) {
    int end = start;
    while (end < text.length() && isWordCharacter(end)) {
      refuseInIdentifier(end, text.charAt(end));
      end++;
    }
    emit(DdlGrammar.IDENTIFIER, start, end);
  }

  private static void refuseInIdentifier(int offset, char c) {
    if (Character.isSurrogate(c)) {
      throw new Refusal(
          RejectionCode.FORBIDDEN_CHARACTER,
          offset,
          "a character beyond U+FFFF cannot stand in an identifier");
    }
    if (c == '\uFEFF') {
      throw forbidden(offset, "a byte-order mark");
    }
  }

  private void quotedIdentifier(int start, char quote) {
    int end = start + 1;
    while (true) {
      if (end >= text.length()) {
        throw unterminated(start, "the quoted identifier");
      }
      char c = text.charAt(end);
      if (Character.isSurrogate(c)) {
        refuseInIdentifier(end, c);
      }
      end++;
      if (c == quote) {
        if (at(end) != quote) {
          break;
        }
        end++;
      }
    }
    emit(DdlGrammar.IDENTIFIER, start, end);
  }

  // ---- numbers --------------------------------------------------------------------------------

  private void number(int start) {
    if (radixNumber(start)) {
      return;
    }
    int end = start;
    while (isDigit(end)) {
      end++;
    }
    if (at(end) == '.') {
      real(start, end + 1);
      return;
    }
    if (!isWordCharacter(end)) {
      emit(wholeNumber(start, end), start, end);
      return;
    }
    int exponent = exponentEnd(end);
    if (exponent >= 0) {
      emit(DdlGrammar.FLOAT_NUMBER, start, exponent);
    } else {
      nameAfterDot(start);
    }
  }

  /** Reads {@code 0x41} and {@code 0b01}, whose prefix is lower-case. */
  private boolean radixNumber(int start) {
    char prefix = at(start + 1);
    if (text.charAt(start) != '0' || (prefix != 'x' && prefix != 'b')) {
      return false;
    }
    int radix = prefix == 'x' ? 16 : 2;
    int end = start + 2;
    while (at(end) < 128 && Character.digit(at(end), radix) >= 0) {
      end++;
    }
    if (end == start + 2 || isWordCharacter(end)) {
      return false;
    }
    emit(prefix == 'x' ? DdlGrammar.HEX_NUMBER : DdlGrammar.BIT_NUMBER, start, end);
    return true;
  }

  /**
   * Reads the part of a number after its point.
   *
   * @param fraction where that part starts
   */
  private void real(int start, int fraction) {
    int end = fraction;
    while (isDigit(end)) {
      end++;
    }
    if (at(end) == 'e' || at(end) == 'E') {
      int exponent = exponentEnd(end);
      if (exponent < 0) {
        throw new Refusal(
            RejectionCode.SYNTAX_ERROR,
            start,
            "expected digits after the exponent of "
                + Quoted.of(text.substring(start, end + 1))
                + ", but found "
                + found(end + 1));
      }
      emit(DdlGrammar.FLOAT_NUMBER, start, exponent);
    } else {
      emit(DdlGrammar.DECIMAL_NUMBER, start, end);
    }
  }

  /** Where an exponent ends that would start at an offset; -1 when none does. */
  private int exponentEnd(int offset) {
    if (at(offset) != 'e' && at(offset) != 'E') {
      return -1;
    }
    int end = at(offset + 1) == '+' || at(offset + 1) == '-' ? offset + 2 : offset + 1;
    if (!isDigit(end)) {
      return -1;
    }
    while (isDigit(end)) {
      end++;
    }
    return end;
  }

  private int wholeNumber(int start, int end) {
    int first = start;
    while (first < end - 1 && text.charAt(first) == '0') {
      first++;
    }
    if (isAtMost(first, end, "2147483647")) {
      return DdlGrammar.WHOLE_NUMBER;
    }
    return isAtMost(first, end, "18446744073709551615")
        ? DdlGrammar.LARGE_NUMBER
        : DdlGrammar.DECIMAL_NUMBER;
  }

  private boolean isAtMost(int start, int end, String limit) {
    int length = end - start;
    return length < limit.length()
        || (length == limit.length() && text.substring(start, end).compareTo(limit) <= 0);
  }

  // ---- strings --------------------------------------------------------------------------------

  /**
   * @param start where the token starts
   * @param quote where its opening quote is
   */
  private void string(int type, int start, int quote) {
    char delimiter = text.charAt(quote);
    int end = quote + 1;
    while (true) {
      if (end >= text.length()) {
        throw unterminated(start, "the string");
      }
      char c = text.charAt(end);
      end++;
      if (c == '\\' && !mode.noBackslashEscapes()) {
        end++;
      } else if (c == delimiter) {
        if (at(end) != delimiter) {
          break;
        }
        end++;
      }
    }
    emit(type, start, end);
  }

  // ---- comments -------------------------------------------------------------------------------

  private void lineComment() {
    int end = text.indexOf('\n', position);
    position = end < 0 ? text.length() : end + 1;
  }

  private void blockComment(int start) {
    char marker = at(start + 2);
    if (marker == '+') {
      throw new Refusal(
          RejectionCode.OPTIMIZER_HINT, start, "an optimizer hint has no place in table DDL");
    }
    if (marker == '!') {
      executableComment(start);
    } else if (marker == 'M' && at(start + 3) == '!') {
      throw new Refusal(
          RejectionCode.EXECUTABLE_COMMENT,
          start,
          "a comment that is code only for MariaDB is not understood");
    } else {
      position = commentEnd(start, start + 2);
    }
  }

  private void executableComment(int start) {
    int digits = versionDigits(start + 3);
    if (digits > 0) {
      int from = Integer.parseInt(text, start + 3, start + 3 + digits, 10);
      if (from >= BEYOND_KNOWN_VERSIONS) {
        throw new Refusal(
            RejectionCode.EXECUTABLE_COMMENT,
            start,
            "a comment that is code from server version "
                + from
                + " on is not understood: no such version is known");
      }
      if (from > version) {
        position = skippedCodeEnd(start);
        return;
      }
    }
    if (executableComment >= 0) {
      throw new Refusal(
          RejectionCode.EXECUTABLE_COMMENT,
          start,
          "an executable comment within another one is not understood");
    }
    executableComment = start;
    position = start + 3 + digits;
  }

  /**
   * How many digits of a comment are a version: five, or six when white space follows them; without
   * that, the comment is code for every server.
   */
  private int versionDigits(int start) {
    int digits = 0;
    while (digits < 6 && isDigit(start + digits)) {
      digits++;
    }
    if (digits < 5) {
      return 0;
    }
    boolean six = digits == 6 && kind(at(start + 6)) == SPACE;
    if (six && version < SIX_DIGIT_VERSIONS) {
      throw new Refusal(
          RejectionCode.EXECUTABLE_COMMENT,
          start - 3,
          "a comment with a version of six digits is not understood by every server of this"
              + " version");
    }
    return six ? 6 : 5;
  }

  /** Where code ends that only a later server runs: it may hold ordinary comments, not nested. */
  private int skippedCodeEnd(int start) {
    int i = start + 3;
    while (i < text.length() - 1) {
      if (text.charAt(i) == '*' && text.charAt(i + 1) == '/') {
        return i + 2;
      }
      i = text.charAt(i) == '/' && text.charAt(i + 1) == '*' ? commentEnd(i, i + 2) : i + 1;
    }
    throw unterminated(start, "the executable comment");
  }

  private int commentEnd(int start, int content) {
    int end = text.indexOf("*/", content);
    if (end < 0) {
      throw unterminated(start, "the comment");
    }
    return end + 2;
  }

  // ---- symbols --------------------------------------------------------------------------------

  private void symbol(int start, char c) {
    char next = at(start + 1);
    switch (c) {
      case '\'' -> string(DdlGrammar.TEXT_STRING, start, start);
      case '"' -> {
        if (mode.ansiQuotes()) {
          quotedIdentifier(start, c);
        } else {
          string(DdlGrammar.TEXT_STRING, start, start);
        }
      }
      case '`' -> quotedIdentifier(start, c);
      case '#' -> lineComment();
      case '-' -> minus(start, next);
      case '/' -> {
        if (next == '*') {
          blockComment(start);
        } else {
          emit(DdlGrammar.SLASH, start, start + 1);
        }
      }
      case '*' -> {
        if (next == '/' && executableComment >= 0) {
          executableComment = -1;
          position = start + 2;
        } else {
          emit(DdlGrammar.STAR, start, start + 1);
        }
      }
      case '.' -> dot(start, next);
      case '(' -> openParenthesis(start);
      case ')' -> {
        depth = Math.max(0, depth - 1);
        emit(DdlGrammar.RPAREN, start, start + 1);
      }
      case ',' -> {
        markIntervalFunction();
        emit(DdlGrammar.COMMA, start, start + 1);
      }
      case ';' -> {
        emit(DdlGrammar.SEMICOLON, start, start + 1);
        statementStart = tokens.count();
        depth = 0;
      }
      case '<', '>', '=', '!', '&', '|', ':' -> operator(start, c, next);
      case '@' -> accountOrVariable(start);
      default -> single(start, c);
    }
  }

  private void minus(int start, char next) {
    if (next == '-' && (at(start + 2) <= ' ' || at(start + 2) == 127)) {
      lineComment();
    } else if (next == '>') {
      boolean unquoting = at(start + 2) == '>';
      emit(
          unquoting ? DdlGrammar.UNQUOTING_ARROW : DdlGrammar.ARROW,
          start,
          start + (unquoting ? 3 : 2));
    } else {
      emit(DdlGrammar.MINUS, start, start + 1);
    }
  }

  private void dot(int start, char next) {
    boolean afterWord =
        tokens.count() > 0
            && tokens.end(tokens.count() - 1) == start
            && kind(text.charAt(start - 1)) != OTHER;
    if (kind(next) == DIGIT && !afterWord) {
      real(start, start + 1);
      return;
    }
    emit(DdlGrammar.DOT, start, start + 1);
    if (isWordCharacter(start + 1)) {
      nameAfterDot(start + 1);
    }
  }

  /** Right after an at sign, a name may hold dots: {@code root@127.0.0.1}, {@code @a.b}. */
  private void accountOrVariable(int start) {
    emit(DdlGrammar.AT, start, start + 1);
    int end = start + 1;
    while (end < text.length()
        && text.charAt(end) < 128
        && (isWordCharacter(end) || text.charAt(end) == '.')) {
      end++;
    }
    if (end > start + 1) {
      emit(DdlGrammar.IDENTIFIER, start + 1, end);
    }
  }

  private void openParenthesis(int start) {
    if (depth == limits.maxDepth()) {
      throw new Refusal(
          RejectionCode.TOO_LARGE,
          start,
          "parentheses are nested more than " + limits.maxDepth() + " deep");
    }
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = tokens.count();
    emit(DdlGrammar.LPAREN, start, start + 1);
  }

  /**
   * {@code INTERVAL (a, b)} is a function, {@code INTERVAL (a) DAY} an amount of time: a comma
   * right within the parentheses tells which, so that the grammar need not look ahead.
   */
  private void markIntervalFunction() {
    if (depth > 0) {
      int before = open[depth - 1] - 1;
      if (before >= statementStart && tokens.type(before) == DdlGrammar.INTERVAL) {
        tokens.retype(before, DdlGrammar.INTERVAL_FUNCTION);
      }
    }
  }

  private void operator(int start, char c, char next) {
    switch (c) {
      case '<' -> {
        if (next == '=' && at(start + 2) == '>') {
          emit(DdlGrammar.NULL_SAFE_EQ, start, start + 3);
        } else if (next == '=') {
          emit(DdlGrammar.LE, start, start + 2);
        } else if (next == '>') {
          emit(DdlGrammar.NE, start, start + 2);
        } else if (next == '<') {
          emit(DdlGrammar.SHIFT_LEFT, start, start + 2);
        } else {
          emit(DdlGrammar.LT, start, start + 1);
        }
      }
      case '>' -> {
        if (next == '=') {
          emit(DdlGrammar.GE, start, start + 2);
        } else if (next == '>') {
          emit(DdlGrammar.SHIFT_RIGHT, start, start + 2);
        } else {
          emit(DdlGrammar.GT, start, start + 1);
        }
      }
      case '!' -> {
        // The server's lexer takes !! for one operator, and that for a single !.
        boolean two = next == '=' || next == '!';
        emit(next == '=' ? DdlGrammar.NE : DdlGrammar.BANG, start, start + (two ? 2 : 1));
      }
      case '&' -> {
        boolean and = next == '&';
        emit(and ? DdlGrammar.AND : DdlGrammar.AMPERSAND, start, start + (and ? 2 : 1));
      }
      case '|' -> {
        if (next != '|') {
          emit(DdlGrammar.PIPE, start, start + 1);
        } else {
          emit(mode.pipesAsConcat() ? DdlGrammar.CONCAT : DdlGrammar.OR, start, start + 2);
        }
      }
      case ':' -> {
        boolean assign = next == '=';
        emit(assign ? DdlGrammar.ASSIGN : DdlGrammar.COLON, start, start + (assign ? 2 : 1));
      }
      default -> emit(DdlGrammar.EQ, start, start + 1);
    }
  }

  private void single(int start, char c) {
    int type =
        switch (c) {
          case '+' -> DdlGrammar.PLUS;
          case '%' -> DdlGrammar.PERCENT;
          case '^' -> DdlGrammar.CARET;
          case '~' -> DdlGrammar.TILDE;
          case '{' -> DdlGrammar.LBRACE;
          case '}' -> DdlGrammar.RBRACE;
          case '?' -> DdlGrammar.QUESTION_MARK;
          default ->
              throw new Refusal(
                  RejectionCode.SYNTAX_ERROR, start, found(start) + " cannot stand here");
        };
    emit(type, start, start + 1);
  }

  // ---- messages -------------------------------------------------------------------------------

  private Refusal unterminated(int start, String what) {
    int end = Math.min(text.length(), start + 20);
    return new Refusal(
        RejectionCode.UNTERMINATED,
        start,
        what + " that starts with " + Quoted.of(text.substring(start, end)) + " does not end");
  }

  private String found(int offset) {
    return offset < text.length()
        ? Quoted.of(text.substring(offset, text.offsetByCodePoints(offset, 1)))
        : "the end of the text";
  }
}
