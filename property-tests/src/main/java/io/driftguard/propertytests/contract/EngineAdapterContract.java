package io.driftguard.propertytests.contract;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.propertytests.DeploymentModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.opentest4j.TestAbortedException;

/**
 * The conformance kit for an engine adapter: extend it, say which adapter and which kind of
 * deployments, and run it as a test. Each property is one clause of {@code docs/engine-spec.md}.
 *
 * <p>A clause that fails says its number, what was found, what to check, and the smallest
 * deployment that shows it. A clause that rests on a broken one is not judged, so that one mistake
 * fails one clause. A run that met nothing to judge a clause by fails it too.
 *
 * <p>{@code @PropertyDefaults(tries = …)} on the subclass chooses how often each clause is tried.
 */
@PropertyDefaults(tries = 50, edgeCases = EdgeCasesMode.NONE, maxDiscardRatio = 1000)
@AddLifecycleHook(VacuityHook.class)
public abstract class EngineAdapterContract {

  private final Tally tally = new Tally();
  private final TreeSet<String> notJudged = new TreeSet<>();
  private Optional<Clause> judged = Optional.empty();
  private Optional<Subject> last = Optional.empty();

  /** The adapter, made as {@link ServiceLoader} makes it, or with time-outs for tests. */
  protected abstract EngineAdapter adapter();

  /**
   * The kinds of deployment that the adapter reads; {@link io.driftguard.propertytests.Deployments}
   * has some.
   */
  protected abstract Arbitrary<DeploymentModel> models();

  /** Where deployments come from: recorded ones, unless the adapter reads running ones. */
  protected LiveDeployments deployments() {
    return new RecordedDeployments();
  }

  /** What is wanted, as files; spelled as somebody wrote it. */
  protected DesiredSchema desired(DeploymentModel model) {
    return model.desiredSchema();
  }

  /**
   * What no deployment of the engine has. A clause about something that never occurs would show
   * nothing, so it fails; of what stands here it shows that the adapter does not make it up.
   */
  protected Set<Trait> lacks() {
    return Set.of();
  }

  /** The adapters that are installed beside this test. */
  protected List<EngineAdapter> registered() {
    List<EngineAdapter> registered = new ArrayList<>();
    try {
      ServiceLoader.load(EngineAdapter.class, getClass().getClassLoader()).forEach(registered::add);
    } catch (ServiceConfigurationError e) {
      throw new ClauseBrokenError(
          Clause.E3, "expected that every registered adapter can be loaded, found " + e, "none");
    }
    return registered;
  }

  @Property(tries = 1)
  public final void e1SpiVersion(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E1, model);
  }

  @Property(tries = 1)
  public final void e2Identity(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E2, model);
  }

  @Property(tries = 1)
  public final void e3Registration(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E3, model);
  }

  @Property
  public final void e4TopologyIsTheDeployments(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E4, model);
  }

  @Property
  public final void e5TopologyIsStable(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E5, model);
  }

  @Property
  public final void e6ShardsAreThoseOfTheTopology(
      @ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E6, model);
  }

  @Property
  public final void e7NoShardIsMadeUp(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E7, model);
  }

  @Property
  public final void e8OneStatementAChange(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E8, model);
  }

  @Property
  public final void e9LabelsAreTrue(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E9, model);
  }

  @Property
  public final void e10OnlyDesiredNamespacesAreChanged(
      @ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E10, model);
  }

  @Property
  public final void e11VSchemaChangesSetTheDesiredDocument(
      @ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E11, model);
  }

  @Property
  public final void e12WhatDiffersIsPlanned(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E12, model);
  }

  @Property
  public final void e13StatementsLeadToTheDesiredTables(
      @ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E13, model);
  }

  @Property
  public final void e14ScopeIsARestriction(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E14, model);
  }

  @Property
  public final void e15FanOutIsPermitted(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E15, model);
  }

  @Property
  public final void e16WhatWasReadIsTold(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E16, model);
  }

  @Property
  public final void e17SameQuestionSameAnswer(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E17, model);
  }

  @Property
  public final void e18SeveralAtOnceDoNotMix(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E18, model);
  }

  @Property
  public final void e19InterruptionIsHonoured(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E19, model);
  }

  @Property(tries = 1)
  public final void e20DeadlineIsHonoured(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E20, model);
  }

  @Property
  public final void e21NothingIsWritten(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E21, model);
  }

  @Property
  public final void e22ClosingHarmsNobody(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E22, model);
  }

  @Property(tries = 1)
  public final void e23ForeignSourcesAreRefused(@ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E23, model);
  }

  @Property
  public final void e24MissingNamespacesAreTrouble(
      @ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E24, model);
  }

  @Property
  public final void e25UnreadableTablesAreTrouble(
      @ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E25, model);
  }

  @Property
  public final void e26UnreadableFilesAreTrouble(
      @ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E26, model);
  }

  @Property
  public final void e27HealthyDeploymentsAreAnswered(
      @ForAll("deploymentModels") DeploymentModel model) {
    judge(Clause.E27, model);
  }

  @Provide
  public final Arbitrary<DeploymentModel> deploymentModels() {
    return TellingModels.of(models(), lacks());
  }

  private void judge(Clause clause, DeploymentModel model) {
    Subject subject =
        new Subject(adapter(), registered(), deployments(), model, desired(model), lacks());
    judged = Optional.of(clause);
    last = Optional.of(subject);
    Judgement judgement = clause.judge(subject, tally);
    if (judgement instanceof Judgement.Broken broken) {
      throw new ClauseBrokenError(clause, broken.found(), model.described());
    }
    if (judgement instanceof Judgement.NotJudged without) {
      String reason = clause + " is not judged: " + without.reason();
      notJudged.add(reason);
      throw new TestAbortedException(reason);
    }
  }

  /** The clause that the property of that name judges. */
  static Clause clauseOf(String property) {
    for (Clause clause : Clause.values()) {
      if (property.matches(clause.number().toLowerCase(Locale.ROOT) + "[A-Z].*")) {
        return clause;
      }
    }
    throw new IllegalArgumentException("no clause stands in the name " + property);
  }

  Tally tally() {
    return tally;
  }

  /** The clause that this instance judged: one, because each property has an instance. */
  Optional<Clause> judged() {
    return judged;
  }

  /** What the clause was judged on last. */
  Optional<Subject> last() {
    return last;
  }

  /** What the clause was judged on, in one line. */
  String judgedOn() {
    String met = "met " + tally.counts();
    return lacks().isEmpty() ? met : met + "; the engine lacks " + new TreeSet<>(lacks());
  }

  Optional<String> notJudged() {
    return notJudged.isEmpty() ? Optional.empty() : Optional.of(notJudged.first());
  }
}
