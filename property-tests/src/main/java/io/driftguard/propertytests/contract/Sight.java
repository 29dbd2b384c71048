package io.driftguard.propertytests.contract;

import java.util.Optional;
import java.util.Set;

/**
 * Something that has to be met while a clause is judged, or the judgement is about nothing.
 *
 * @param what what has to be met
 * @param of the trait that deployments need for it; engines that lack it are judged without
 */
record Sight(String what, Optional<Trait> of) {

  /** A sight that every engine has. */
  Sight(String what) {
    this(what, Optional.empty());
  }

  Sight(String what, Trait of) {
    this(what, Optional.of(of));
  }

  boolean concerns(Set<Trait> lacks) {
    return of.filter(lacks::contains).isEmpty();
  }
}
