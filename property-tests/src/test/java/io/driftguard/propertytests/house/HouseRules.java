package io.driftguard.propertytests.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house, for the packages under one root: the project's own, and for the proof
 * that each rule can fail, a root whose packages break them all.
 */
final class HouseRules {

  private static final String PERMIT = "ApplyPermit";

  private final String root;

  HouseRules(String root) {
    this.root = root;
  }

  /**
   * A rule and its proof.
   *
   * @param name what holds
   * @param rule the rule
   * @param complaints for each part of the rule, what it says of the packages that break it
   */
  record HouseRule(String name, ArchRule rule, List<String> complaints) {
    HouseRule {
      complaints = List.copyOf(complaints);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  List<HouseRule> all() {
    return List.of(
        new HouseRule(
            "the api needs the JDK and annotations, and nothing else",
            apiNeedsTheJdkAlone(),
            List.of(
                "GuavaInApi.names()> has return type <com.google.common.collect.ImmutableList",
                "JacksonInApi.text(tools.jackson.databind.JsonNode)> has parameter")),
        new HouseRule(
            "no adapter, and nothing below one, can name the guard or a permit",
            nothingBelowTheGuardSeesIt(),
            List.of(
                "AdapterThatSeesTheGuard.permit()> has return type",
                "StatementsThatSeeThePermit.permit()> has return type")),
        new HouseRule(
            "only the grammar knows ANTLR",
            onlyTheGrammarKnowsAntlr(),
            List.of("AntlrOutsideGrammar.tokens()> has return type")),
        new HouseRule(
            "nothing is done by reflection",
            noReflection(),
            List.of(
                "calls method <java.lang.Class.forName(java.lang.String)>",
                "calls method <java.lang.Class.getDeclaredConstructor(",
                "calls method <java.lang.reflect.Constructor.newInstance(",
                "calls method <java.lang.reflect.Constructor.setAccessible(boolean)>",
                "calls method <java.lang.ClassLoader.loadClass(java.lang.String)>")),
        new HouseRule(
            "no package depends on itself by way of another",
            noCyclesOfPackages(),
            List.of("Cycle detected: Slice engine")),
        new HouseRule(
            "no module depends on itself by way of another",
            noCyclesOfModules(),
            List.of("Cycle detected: Slice engine")),
        new HouseRule(
            "a permit has one issuer",
            permitHasOneIssuer(),
            List.of(
                "Constructor <"
                    + root
                    + ".engine.guard.ApplyPermit.<init>(java.lang.String)> is public",
                "expected one class that issues permits, but found ["
                    + root
                    + ".engine.guard.FirstIssuer, "
                    + root
                    + ".vitess.SecondIssuer]",
                "Method <"
                    + root
                    + ".engine.guard.FirstIssuer.issue()> issues a permit and is public",
                root + ".vitess.SecondIssuer issues a permit outside")),
        new HouseRule(
            "a permit cannot be extended",
            permitIsFinal(),
            List.of("ApplyPermit> does not have modifier FINAL")),
        new HouseRule(
            "only the command's entry point ends the process",
            onlyMainEndsTheProcess(),
            List.of(
                "references method <java.lang.System.exit(int)>",
                "calls method <java.lang.Runtime.halt(int)>")),
        new HouseRule(
            "only the command prints",
            onlyTheCommandPrints(),
            List.of(
                "gets field <java.lang.System.out>",
                "gets field <java.lang.System.err>",
                "calls method <java.lang.RuntimeException.printStackTrace()>")),
        new HouseRule(
            "nothing logs through java.util.logging",
            noJavaUtilLogging(),
            List.of("calls method <java.util.logging.Logger.getLogger(java.lang.String)>")),
        new HouseRule(
            "every package is null-marked",
            packagesAreNullMarked(),
            List.of("<" + root + ".unmarked> is not @NullMarked")),
        new HouseRule(
            "a class name says what the class is",
            namesSayWhatAClassIs(),
            List.of("PermitManager> has name matching")));
  }

  private ArchRule apiNeedsTheJdkAlone() {
    return classes()
        .that()
        .resideInAPackage(in("api"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", in("api"))
                .or(
                    resideInAnyPackage(
                        "org.jspecify.annotations",
                        "com.google.auto.service",
                        "com.google.errorprone.annotations")));
  }

  private ArchRule nothingBelowTheGuardSeesIt() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            in("api"),
            in("grammar"),
            in("schemadiff"),
            in("vschema"),
            in("replan"),
            in("mysql"),
            in("vitess"))
        .should(dependOnClassesThat(resideInAPackage(in("engine"))));
  }

  private ArchRule onlyTheGrammarKnowsAntlr() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("grammar"))
        .should(dependOnClassesThat(resideInAPackage("org.antlr..")));
  }

  private ArchRule noReflection() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should(
            dependOnClassesThat(
                    resideInAPackage("java.lang.reflect..")
                        .or(
                            DescribedPredicate.describe(
                                "are method or variable handles",
                                type ->
                                    type.getName().startsWith("java.lang.invoke.MethodHandle")
                                        || type.getName().equals("java.lang.invoke.VarHandle"))))
                .or(
                    accessTargetWhere(
                        targetIs(
                            Class.class,
                            "forName|newInstance|get(Declared)?(Annotation|Constructor|Field|Method|RecordComponent).*")))
                .or(accessTargetWhere(targetIs(ClassLoader.class, "loadClass|defineClass.*"))));
  }

  private ArchRule noCyclesOfPackages() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  private ArchRule noCyclesOfModules() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  private ArchRule permitHasOneIssuer() {
    return classes()
        .that()
        .haveFullyQualifiedName(root + ".engine.guard." + PERMIT)
        .should(haveOneIssuerThatIsNotPublic());
  }

  private ArchRule permitIsFinal() {
    return classes()
        .that()
        .haveFullyQualifiedName(root + ".engine.guard." + PERMIT)
        .should()
        .haveModifier(JavaModifier.FINAL);
  }

  private ArchRule onlyMainEndsTheProcess() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(root + ".cli.Main")
        .should(
            accessTargetWhere(
                targetIs(System.class, "exit").or(targetIs(Runtime.class, "exit|halt"))));
  }

  private ArchRule onlyTheCommandPrints() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("cli"))
        .should(
            accessTargetWhere(
                targetIs(System.class, "out|err")
                    .or(targetIs(Throwable.class, "printStackTrace"))));
  }

  private ArchRule noJavaUtilLogging() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should(dependOnClassesThat(resideInAPackage("java.util.logging..")));
  }

  private ArchRule packagesAreNullMarked() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .and(not(resideInAPackage(root + ".grammar.syntax")).as("are not generated by ANTLR"))
        .should(resideInANullMarkedPackage());
  }

  private ArchRule namesSayWhatAClassIs() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)");
  }

  private String in(String module) {
    return root + "." + module + "..";
  }

  private static DescribedPredicate<JavaAccess<?>> targetIs(Class<?> owner, String members) {
    Pattern pattern = Pattern.compile(members);
    return DescribedPredicate.describe(
        "target is " + members + " of " + owner.getSimpleName(),
        access ->
            access.getTargetOwner().isAssignableTo(owner)
                && pattern.matcher(access.getName()).matches());
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                item,
                marked,
                "package <"
                    + item.getPackageName()
                    + "> is "
                    + (marked ? "" : "not ")
                    + "@NullMarked"));
      }
    };
  }

  private ArchCondition<JavaClass> haveOneIssuerThatIsNotPublic() {
    return new ArchCondition<>("be constructed by one class of the guard, out of public reach") {
      @Override
      public void check(JavaClass permit, ConditionEvents events) {
        permit.getConstructors().stream()
            .filter(
                constructor ->
                    constructor.getModifiers().contains(JavaModifier.PUBLIC)
                        || constructor.getModifiers().contains(JavaModifier.PROTECTED))
            .forEach(
                constructor ->
                    violated(events, permit, constructor.getDescription() + " is public"));
        List<JavaCodeUnitAccess<?>> calls =
            permit.getConstructors().stream()
                .<JavaCodeUnitAccess<?>>flatMap(
                    constructor -> constructor.getAccessesToSelf().stream())
                .toList();
        SortedSet<String> issuers =
            calls.stream()
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toCollection(TreeSet::new));
        if (issuers.size() != 1) {
          violated(events, permit, "expected one class that issues permits, but found " + issuers);
        }
        for (JavaCodeUnitAccess<?> call : calls) {
          if (!call.getOriginOwner().getPackageName().equals(permit.getPackageName())) {
            violated(
                events,
                permit,
                call.getOriginOwner().getName()
                    + " issues a permit outside "
                    + permit.getPackageName());
          }
          if (call.getOrigin().getModifiers().contains(JavaModifier.PUBLIC)
              && call.getOriginOwner().getModifiers().contains(JavaModifier.PUBLIC)) {
            violated(
                events,
                permit,
                call.getOrigin().getDescription() + " issues a permit and is public");
          }
        }
      }
    };
  }

  private static void violated(ConditionEvents events, JavaClass item, String message) {
    events.add(SimpleConditionEvent.violated(item, message));
  }
}
