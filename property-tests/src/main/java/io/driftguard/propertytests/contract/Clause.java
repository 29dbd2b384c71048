package io.driftguard.propertytests.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The clauses of the engine specification that can be tested. Their numbers are stable, and stand
 * in {@code docs/engine-spec.md} with the intent of each.
 */
public enum Clause {
  E1(
      "spiVersion() returns the SPI version that the adapter was compiled against, and that is this one",
      "return SpiVersion.CURRENT from spiVersion(), and compile against the api that you test with",
      IdentityLaws::spiVersion,
      Set.of()),
  E2(
      "id() and description() say the same at every call, and the description is one line of text",
      "return constants from id() and description()",
      IdentityLaws::identity,
      Set.of()),
  E3(
      "ServiceLoader finds the adapter exactly once, and no other with its id",
      "annotate the class with @AutoService(EngineAdapter.class), or write its name into"
          + " META-INF/services/io.driftguard.api.engine.EngineAdapter; look for a second jar with it",
      IdentityLaws::registration,
      Set.of(E2)),
  E5(
      "topology() says the same at every call and in every opening of an unchanged deployment",
      "what topology() depends on beside the deployment: order, caches, time, earlier calls",
      IdentityLaws::topologyIsStable,
      Set.of()),
  E4(
      "topology() names every namespace and shard of the deployment, spelled as the deployment spells them",
      "that names are passed on as they were read: not folded, trimmed, padded or derived",
      IdentityLaws::topologyIsTheDeployments,
      Set.of(E5)),
  E17(
      "the same question about an unchanged deployment has the same answer, order included",
      "maps without order, threads that finish in any order, caches, and what earlier calls left behind",
      BehaviourLaws::deterministic,
      Set.of()),
  E6(
      "a change of a sharded namespace names its shard, spelled exactly as topology() spells it",
      "that the shard of a change is taken from the same reading as the topology",
      ShapeLaws::shardsOfTheTopology,
      Set.of(E4, E5, E17)),
  E7(
      "a change of a namespace without shards names no shard",
      "that no name such as \"0\", \"-\" or \"main\" is made up where there are no shards",
      ShapeLaws::noShardIsMadeUp,
      Set.of(E4, E5, E17)),
  E8(
      "a change holds exactly one statement, on one table, that the guard can read",
      "the statement's text: one statement, MySQL's dialect, nothing before or after it",
      ShapeLaws::oneStatementAChange,
      Set.of(E17)),
  E9(
      "table and operation of a change are those of its statement, and so is its namespace",
      "where the labels come from: CREATE INDEX and DROP INDEX alter; names are unquoted in labels",
      ShapeLaws::labelsAreTrue,
      Set.of(E8, E17)),
  E10(
      "only namespaces that the desired schema names are changed",
      "that namespaces which the desired schema does not name are left alone, not emptied",
      ShapeLaws::onlyDesiredNamespaces,
      Set.of(E4, E5, E17)),
  E11(
      "a VSchema change sets the desired document, once for a namespace, and only where one is desired",
      "that the content of a VSchema change is the document of the desired schema",
      ShapeLaws::desiredVSchemas,
      Set.of(E10, E17)),
  E12(
      "a change is planned wherever live and desired differ, and nowhere else",
      "places that are skipped or read as empty, and comparisons of text instead of meaning",
      ContentLaws::whatDiffersIsPlanned,
      Set.of(E4, E5, E6, E7, E10, E17)),
  E13(
      "the statements of a place, run in their order, lead from its live to its desired tables",
      "the difference itself: lost clauses, wrong order, a live table that was read differently",
      ContentLaws::leadsToTheDesiredTables,
      Set.of(E4, E5, E6, E7, E8, E10, E12, E17)),
  E14(
      "the re-plan of a scope holds all that the scope covers of the whole re-plan, and no other change",
      "what is done with the scope: a shard without a namespace is that shard in every namespace",
      ContentLaws::restriction,
      Set.of(E4, E5, E6, E7, E10, E17)),
  E16(
      "the re-plan tells what was read: each place and VSchema that the scope covers",
      "that live() has a place for every shard in scope, also where nothing is to be done",
      ContentLaws::whatWasReadIsTold,
      Set.of(E4, E5, E17)),
  E27(
      "a healthy deployment is answered, in whole: no exception, and no null anywhere",
      "the cause below",
      BehaviourLaws::healthyDeploymentsAreAnswered,
      Set.of()),
  E15(
      "each dispatch that the re-plan fans out into is permitted on the unchanged deployment",
      "what the guard refuses below; the desired schema arrives as an equal copy, not as the same object",
      ContentLaws::fanOutIsPermitted,
      Set.of(E1, E2, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E16, E17, E27)),
  E22(
      "close() does not throw, may be called again, and leaves other open deployments alone",
      "what close() releases: only what its own open() took",
      BehaviourLaws::closing,
      Set.of(E5)),
  E18(
      "deployments that are open at the same time, in one thread or in several, do not mix",
      "fields of the adapter: what open() was given belongs to the deployment that it returns",
      BehaviourLaws::severalAtOnce,
      Set.of(E5, E10, E12, E17, E22)),
  E19(
      "an interrupted thread gets EngineException or the whole answer, and stays interrupted",
      "every catch of InterruptedException: restore the interrupt, and throw EngineException",
      BehaviourLaws::interruption,
      Set.of(E5, E17)),
  E20(
      "a deployment that does not answer is given up within the deadline, with EngineException",
      "time-outs of connecting, of reading, and of waiting for a pool",
      BehaviourLaws::deadline,
      Set.of(E19)),
  E21(
      "nothing is written: the deployment is the same after every call",
      "statements other than reads; tables of your own for bookkeeping; temporary tables",
      BehaviourLaws::nothingIsWritten,
      Set.of()),
  E23(
      "a source of a kind that the adapter does not read is refused by open(), with EngineException",
      "the end of the chain of instanceof in open(): throw, do not return something empty",
      TroubleLaws::foreignSourcesAreRefused,
      Set.of()),
  E24(
      "a desired namespace that the deployment lacks is trouble: NAMESPACE_MISSING",
      "that every namespace of the desired schema is looked up in the topology",
      TroubleLaws::missingNamespacesAreTrouble,
      Set.of(E27)),
  E25(
      "a live table that cannot be read or understood is trouble, not a table that is not there",
      "every catch on the way from the table's text to the plan: throw EngineException",
      TroubleLaws::unreadableTablesAreTrouble,
      Set.of(E6, E17)),
  E26(
      "a desired file that cannot be understood is trouble, not a file that is not there",
      "every catch on the way from the file's text to the plan: throw EngineException",
      TroubleLaws::unreadableFilesAreTrouble,
      Set.of(E17));

  private final String must;
  private final String check;

  // A law is a method without state, and the set is a copy.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Law law;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Clause> premises;

  Clause(String must, String check, Law law, Set<Clause> premises) {
    this.must = must;
    this.check = check;
    this.law = law;
    this.premises = Set.copyOf(premises);
  }

  /** The number, as in {@code docs/engine-spec.md}. */
  public String number() {
    return name();
  }

  /** What must hold. */
  public String must() {
    return must;
  }

  /** Where to look when it does not. */
  public String check() {
    return check;
  }

  /** Judges one adapter on one deployment; what was met goes into the tally. */
  public Judgement judge(Subject subject, Tally tally) {
    try {
      law.check(subject, tally);
      return new Judgement.Kept();
    } catch (UnansweredException e) {
      return this == E27
          ? new Judgement.Broken(said(e))
          : new Judgement.NotJudged("E27 is broken; mend it first: " + said(e));
    } catch (BrokenLawException e) {
      return Arrays.stream(values())
          .filter(premises::contains)
          .filter(premise -> premise.isBrokenOn(subject))
          .findFirst()
          .<Judgement>map(
              premise -> new Judgement.NotJudged(premise + " is broken too; mend it first"))
          .orElseGet(() -> new Judgement.Broken(said(e)));
    }
  }

  /** Why all that was met says nothing about the clause; empty when it does. */
  Optional<String> vacuity(Tally tally, Set<Trait> lacks) {
    return EngineLaws.SIGHTS.getOrDefault(this, List.of()).stream()
        .filter(sight -> sight.concerns(lacks) && tally.of(sight.what()) == 0)
        .findFirst()
        .map(
            sight ->
                "never met "
                    + sight.what()
                    + sight
                        .of()
                        .map(
                            trait ->
                                ", or else lacks() has to say that no deployment of the engine has "
                                    + trait)
                        .orElse(""));
  }

  /** A clause, beside this one, that is broken there and can keep things from being met. */
  Optional<Clause> hiddenBy(Subject subject) {
    return Stream.of(E27, E5, E17, E4, E10, E12)
        .filter(other -> other != this && other.isBrokenOn(subject))
        .findFirst();
  }

  private boolean isBrokenOn(Subject subject) {
    try {
      law.check(subject, new Tally());
      return false;
    } catch (BrokenLawException | UnansweredException e) {
      return true;
    }
  }

  private static String said(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
