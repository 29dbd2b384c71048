package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Partitioning.LessThan;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import java.math.BigInteger;
import java.util.Optional;

/** Where the range of a partition ends, as far as the text tells. */
final class PartitionRange {

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

  /** Tells whether a range is known to end before or where the one before it does. */
  static boolean isKnownNotToFollow(PartitionDef earlier, PartitionDef later) {
    return hasNoEnd(earlier) || compare(earlier, later).filter(order -> order >= 0).isPresent();
  }

  private static boolean hasNoEnd(PartitionDef partition) {
    return partition.values().orElse(null) instanceof LessThan bounds
        && bounds.bounds().stream().allMatch(Optional::isEmpty);
  }

  private static Optional<Integer> compare(PartitionDef left, PartitionDef right) {
    Optional<BigInteger> from = end(left);
    Optional<BigInteger> to = end(right);
    return from.isPresent() && to.isPresent()
        ? Optional.of(from.get().compareTo(to.get()))
        : Optional.empty();
  }

  /** The one whole number that a range ends before; empty for anything else. */
  private static Optional<BigInteger> end(PartitionDef partition) {
    if (partition.values().orElse(null) instanceof LessThan bounds && bounds.bounds().size() == 1) {
      return bounds.bounds().get(0).flatMap(PartitionRange::number);
    }
    return Optional.empty();
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
