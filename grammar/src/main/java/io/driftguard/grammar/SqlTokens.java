package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.Arrays;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text as numbers. The parser sees them as a stream; an object is made only for a
 * token that it asks for.
 */
final class SqlTokens implements TokenStream {

  private final String text;
  private int[] types = new int[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int size;

  private int from;
  private int to;
  private int position;
  private @Nullable SqlToken[] made = {};

  SqlTokens(String text) {
    this.text = text;
  }

  void add(int type, int start, int end) {
    if (size == types.length) {
      types = Arrays.copyOf(types, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    types[size] = type;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  void retype(int index, int type) {
    types[index] = type;
  }

  /** Shows the parser only the tokens from one index to before another. */
  void window(int first, int end) {
    from = first;
    to = end;
    position = first;
    made = new @Nullable SqlToken[end - first + 1];
  }

  String text() {
    return text;
  }

  int count() {
    return size;
  }

  int type(int index) {
    return types[index];
  }

  /** Where a token starts in the text; the end of the text for the token after the last. */
  int start(int index) {
    return index < size ? starts[index] : text.length();
  }

  int end(int index) {
    return index < size ? ends[index] : text.length();
  }

  /** Tells whether a token is this word, in whatever case, without quotes. */
  boolean is(int index, String word) {
    return ends[index] - starts[index] == word.length()
        && text.regionMatches(true, starts[index], word, 0, word.length());
  }

  /** A token as it was written. */
  String written(int index) {
    return text.substring(start(index), end(index));
  }

  @Override
  public int LA(int offset) {
    int index = offset > 0 ? position + offset - 1 : position + offset;
    if (index < from) {
      return Token.INVALID_TYPE;
    }
    return index < to ? types[index] : EOF;
  }

  @Override
  @SuppressWarnings("NullAway") // ANTLR asks for null before the first token
  public SqlToken LT(int offset) {
    int index = offset > 0 ? position + offset - 1 : position + offset;
    return index < from ? null : get(Math.min(index, to));
  }

  @Override
  public SqlToken get(int index) {
    SqlToken token = made[index - from];
    if (token == null) {
      boolean inside = index < to;
      token =
          new SqlToken(
              this, index, inside ? types[index] : EOF, start(index), inside ? ends[index] : -1);
      made[index - from] = token;
    }
    return token;
  }

  @Override
  public void consume() {
    position++;
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = index;
  }

  @Override
  public int size() {
    return to + 1;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }

  @Override
  @SuppressWarnings("NullAway") // there is no source: the tokens were all read before
  public TokenSource getTokenSource() {
    return null;
  }

  @Override
  public String getText(Interval interval) {
    return text.substring(start(interval.a), end(interval.b));
  }

  @Override
  public String getText() {
    return text;
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return text.substring(start.getStartIndex(), stop.getStopIndex() + 1);
  }

  /** One token, with its place in the text. */
  static final class SqlToken implements Token {

    private final SqlTokens tokens;
    private final int index;
    private final int type;
    private final int start;
    private final int end;

    private SqlToken(SqlTokens tokens, int index, int type, int start, int end) {
      this.tokens = tokens;
      this.index = index;
      this.type = type;
      this.start = start;
      this.end = end;
    }

    /** Where it starts in the text. */
    int start() {
      return start;
    }

    /** Where the text after it starts. */
    int end() {
      return end;
    }

    @Override
    public String getText() {
      return type == EOF ? "" : tokens.text.substring(start, end);
    }

    @Override
    public int getType() {
      return type;
    }

    @Override
    public int getLine() {
      return Place.of(tokens.text, start).line();
    }

    @Override
    public int getCharPositionInLine() {
      return Place.of(tokens.text, start).column() - 1;
    }

    @Override
    public int getChannel() {
      return DEFAULT_CHANNEL;
    }

    @Override
    public int getTokenIndex() {
      return index;
    }

    @Override
    public int getStartIndex() {
      return start;
    }

    @Override
    public int getStopIndex() {
      return end - 1;
    }

    @Override
    @SuppressWarnings("NullAway") // there is no source: the tokens were all read before
    public TokenSource getTokenSource() {
      return null;
    }

    @Override
    @SuppressWarnings("NullAway") // there is no stream of characters: the text is a string
    public CharStream getInputStream() {
      return null;
    }

    @Override
    public String toString() {
      return DdlGrammar.VOCABULARY.getDisplayName(type) + " " + getText();
    }
  }
}
