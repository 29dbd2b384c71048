package io.driftguard.grammar;

import java.util.Optional;

/**
 * A statement as it can be shown: its canonical text, and why the guard would refuse it all the
 * same. It is no {@link CanonicalStatement}, so that nothing can be compared by it by mistake.
 *
 * @param text the canonical text; of a statement whose definition contradicts itself the statement
 *     as written, with only its spelling folded
 * @param definition the text without the condition under which the statement does nothing
 * @param refusal why no change key can be made of it
 */
public record ShownStatement(
    String text, String definition, Optional<DdlRejectedException> refusal) {}
