package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Partitioning.LessThan;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the range of a partition ends, as far as the text tells. */
final class PartitionRange {

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private PartitionRange() {}

  /** Tells whether one range is known to end later than another. */
  static boolean extendsOver(PartitionDef from, PartitionDef to) {
    return hasNoEnd(to) || compare(from, to).filter(order -> order < 0).isPresent();
  }

  /**
   * Tells whether a range is known to end where it may not.
   *
   * @param last whether it is the last of the table, which may be extended
   */
  static boolean isKnownToDiffer(PartitionDef from, PartitionDef to, boolean last) {
    if (hasNoEnd(from)) {
      return to.values().filter(LessThan.class::isInstance).isPresent() && !hasNoEnd(to);
    }
    if (hasNoEnd(to)) {
      return !last;
    }
    return compare(from, to).filter(order -> last ? order > 0 : order != 0).isPresent();
  }

  /** Refuses a range that is known to end before or where the one before it does. */
  static void requireToFollow(PartitionDef earlier, PartitionDef later) throws SimulationException {
    if (hasNoEnd(earlier) || compare(earlier, later).filter(order -> order >= 0).isPresent()) {
      throw new SimulationException(
          SimulationCode.PARTITION_ORDER,
          "partition "
              + Names.quoted(later.name())
              + " ends before or where partition "
              + Names.quoted(earlier.name())
              + " does");
    }
  }

  private static boolean hasNoEnd(PartitionDef partition) {
    return partition.values().orElse(null) instanceof LessThan bounds
        && bounds.bounds().stream().allMatch(Optional::isEmpty);
  }

  /** How two ends compare: by their first columns that differ. */
  private static Optional<Integer> compare(PartitionDef left, PartitionDef right) {
    if (!(left.values().orElse(null) instanceof LessThan from)
        || !(right.values().orElse(null) instanceof LessThan to)
        || from.bounds().size() != to.bounds().size()) {
      return Optional.empty();
    }
    for (int i = 0; i < from.bounds().size(); i++) {
      Optional<Integer> order = compare(from.bounds().get(i), to.bounds().get(i));
      if (order.isEmpty() || order.get() != 0) {
        return order;
      }
    }
    return Optional.of(0);
  }

  /** How two values compare, of which an empty one is {@code MAXVALUE}. */
  private static Optional<Integer> compare(Optional<Expr> left, Optional<Expr> right) {
    if (left.equals(right)) {
      return Optional.of(0);
    }
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.of(left.isEmpty() ? 1 : -1);
    }
    Optional<BigInteger> from = number(left.get());
    Optional<BigInteger> to = number(right.get());
    if (from.isPresent() && to.isPresent()) {
      return Optional.of(from.get().compareTo(to.get()));
    }
    Optional<String> day = day(left.get());
    Optional<String> other = day(right.get());
    return day.isPresent() && other.isPresent()
        ? Optional.of(day.get().compareTo(other.get()))
        : Optional.empty();
  }

  /** A day as it is mostly written, of which the letters are in the order of the days. */
  private static Optional<String> day(Expr expression) {
    return expression instanceof Expr.Text text && DAY.matcher(text.value()).matches()
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static Optional<BigInteger> number(Expr expression) {
    if (expression instanceof Expr.Unary unary && unary.operator().equals("-")) {
      return number(unary.operand()).map(BigInteger::negate);
    }
    return expression instanceof Expr.NumberLiteral literal
            && literal.text().chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(new BigInteger(literal.text()))
        : Optional.empty();
  }
}
