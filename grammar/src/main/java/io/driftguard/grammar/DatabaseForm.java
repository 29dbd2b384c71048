package io.driftguard.grammar;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ast.AlterDatabase;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.DatabaseOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The canonical form of the options of a database. */
final class DatabaseForm {

  private final ServerProfile profile;

  DatabaseForm(ServerProfile profile) {
    this.profile = profile;
  }

  /**
   * A new database always has a character set and a collation: what it does not say it inherits.
   */
  CreateDatabase of(CreateDatabase written) throws DdlRejectedException {
    Map<DatabaseOption.Key, String> options = once(written.options());
    Optional<String> charset = Optional.ofNullable(options.get(DatabaseOption.Key.CHARSET));
    Optional<String> collation = Optional.ofNullable(options.get(DatabaseOption.Key.COLLATE));
    Collation inherited = CharsetTable.both(profile.defaultCharset(), profile.defaultCollation());
    setCollation(options, collation(charset, collation).orElse(inherited));
    return new CreateDatabase(written.name(), written.ifNotExists(), list(options));
  }

  AlterDatabase of(AlterDatabase written) throws DdlRejectedException {
    Map<DatabaseOption.Key, String> options = once(written.options());
    Optional<String> charset = Optional.ofNullable(options.get(DatabaseOption.Key.CHARSET));
    Optional<String> collation = Optional.ofNullable(options.get(DatabaseOption.Key.COLLATE));
    collation(charset, collation).ifPresent(found -> setCollation(options, found));
    return new AlterDatabase(written.name(), list(options));
  }

  private static Optional<Collation> collation(Optional<String> charset, Optional<String> collation)
      throws DdlRejectedException {
    if (collation.isEmpty()) {
      return charset.isEmpty()
          ? Optional.empty()
          : Optional.of(CharsetTable.defaultOf(charset.get()));
    }
    return Optional.of(
        charset.isEmpty()
            ? CharsetTable.collation(collation.get())
            : CharsetTable.both(charset.get(), collation.get()));
  }

  private static void setCollation(Map<DatabaseOption.Key, String> options, Collation collation) {
    options.put(DatabaseOption.Key.CHARSET, collation.charset().name());
    options.put(DatabaseOption.Key.COLLATE, collation.name());
  }

  /** The last of several counts, but the server wants one character set only. */
  private static Map<DatabaseOption.Key, String> once(List<DatabaseOption> written)
      throws DdlRejectedException {
    Map<DatabaseOption.Key, String> options = new EnumMap<>(DatabaseOption.Key.class);
    for (DatabaseOption option : written) {
      String value =
          option.key() == DatabaseOption.Key.ENCRYPTION
              ? option.value().toUpperCase(Locale.ROOT)
              : option.value();
      String before = options.put(option.key(), value);
      if (option.key() == DatabaseOption.Key.CHARSET && before != null && !before.equals(value)) {
        throw Invalid.because(
            "one character set was expected, but found "
                + Quoted.of(before)
                + " and "
                + Quoted.of(value));
      }
    }
    return options;
  }

  private static List<DatabaseOption> list(Map<DatabaseOption.Key, String> options) {
    List<DatabaseOption> list = new ArrayList<>();
    options.forEach((key, value) -> list.add(new DatabaseOption(key, value)));
    return list;
  }
}
