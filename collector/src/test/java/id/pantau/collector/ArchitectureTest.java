package id.pantau.collector;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which package may use which, and what is done in one place only. Each rule is also tried on
 * {@code id.pantau.specimen}, where somebody breaks it: a rule that cannot fail holds nothing.
 */
class ArchitectureTest {
  private static final String ROOT = "id.pantau.collector";
  private static final String SPECIMEN = "id.pantau.specimen";

  /** What is not listed is refused. The root may use all and is used by none. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("scope", Set.of()),
          Map.entry("db", Set.of("scope")),
          Map.entry("mqtt", Set.of()),
          Map.entry("web", Set.of("scope", "db")),
          Map.entry("auth", Set.of("db", "scope", "web")),
          Map.entry("region", Set.of("db", "scope", "web", "auth")),
          Map.entry("fleet", Set.of("db", "scope", "web", "region")),
          Map.entry("activity", Set.of("db", "scope", "web", "region", "fleet")),
          Map.entry("track", Set.of("db", "scope", "web", "fleet", "region")),
          Map.entry(
              "visit",
              Set.of("db", "scope", "web", "auth", "region", "fleet", "activity", "track")),
          Map.entry("presence", Set.of("db", "scope", "web", "region", "track")),
          Map.entry("registry", Set.of("db", "scope", "web", "auth", "region", "fleet")),
          Map.entry("permit", Set.of("db", "scope", "web", "auth", "fleet")),
          Map.entry("alert", Set.of("db", "scope", "web", "auth", "region", "fleet", "track")),
          Map.entry("export", Set.of("scope", "web", "auth", "region", "fleet", "track")),
          Map.entry("live", Set.of("scope", "web", "fleet", "track")),
          Map.entry("foreign", Set.of("db", "scope", "web", "auth", "fleet")),
          Map.entry(
              "ingest", Set.of("db", "scope", "web", "mqtt", "fleet", "foreign", "track", "live")),
          Map.entry("retention", Set.of("db", "scope", "web", "auth", "region", "track")),
          Map.entry("remote", Set.of("db", "scope", "web", "fleet")),
          Map.entry("enrolment", Set.of("db", "scope", "web", "auth", "fleet")),
          Map.entry(
              "report",
              Set.of("db", "scope", "web", "auth", "region", "fleet", "activity", "track")));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(SPECIMEN);

  private record Rule(String name, Function<String, ArchRule> of) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("only listed arrows between packages", ArchitectureTest::onlyListedArrows),
          new Rule("SQL and HTTP stay behind the door", ArchitectureTest::behindTheDoor),
          new Rule("JDBC is used in db only", ArchitectureTest::jdbcInDb),
          new Rule("the time is told, not asked", ArchitectureTest::toldTime),
          new Rule("no field of a class changes", ArchitectureTest::noGlobalState),
          new Rule("only a main speaks to the console", ArchitectureTest::silence),
          new Rule("one kind of log", ArchitectureTest::oneLog));

  @TestFactory
  Stream<DynamicTest> holds() {
    return RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name, () -> rule.of.apply(ROOT).check(OURS)));
  }

  @TestFactory
  Stream<DynamicTest> isSeenToFail() {
    return RULES.stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name,
                    () -> assertTrue(rule.of.apply(SPECIMEN).evaluate(BROKEN).hasViolation())));
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> there =
        new java.util.TreeSet<>(
            OURS.stream().map(type -> part(ROOT, type)).filter(name -> !name.isEmpty()).toList());
    assertEquals(new java.util.TreeSet<>(ARROWS.keySet()), there);
  }

  @Test
  void theTableHasNoCircle() {
    for (String from : ARROWS.keySet()) {
      for (String to : ARROWS.get(from)) {
        assertFalse(ARROWS.get(to).contains(from), from + " and " + to);
      }
    }
  }

  private static ArchRule onlyListedArrows(String root) {
    return classes()
        .should(
            new ArchCondition<>("use only the packages that the table lists") {
              @Override
              public void check(JavaClass from, ConditionEvents events) {
                String part = part(root, from);
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                  JavaClass target = dependency.getTargetClass().getBaseComponentType();
                  if (!target.getPackageName().startsWith(root) || part.isEmpty()) {
                    continue;
                  }
                  String to = part(root, target);
                  if (!to.equals(part) && !ARROWS.getOrDefault(part, Set.of()).contains(to)) {
                    events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                  }
                }
              }
            });
  }

  /** The package below the root, empty for the root itself. */
  private static String part(String root, JavaClass type) {
    String rest = type.getPackageName().substring(root.length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
  }

  private static ArchRule behindTheDoor(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .haveSimpleNameEndingWith("Store")
        .should()
        .notBePublic();
  }

  private static ArchRule jdbcInDb(String root) {
    return noClasses()
        .that(resideOutsideOfPackages(root + ".db..", root))
        .should()
        .dependOnClassesThat(resideInAPackage("java.sql..").or(resideInAPackage("javax.sql..")));
  }

  /** A clock that is asked cannot be set by a test. */
  private static ArchRule toldTime(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callMethodWhere(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "it asks the clock of the machine",
                call -> {
                  AccessTarget target = call.getTarget();
                  String owner = target.getOwner().getFullName();
                  return owner.startsWith("java.time.")
                          && target.getName().equals("now")
                          && call.getTarget().getFullName().endsWith("()")
                      || owner.equals("java.time.Clock") && target.getName().startsWith("system")
                      || owner.equals("java.lang.System")
                          && target.getName().equals("currentTimeMillis");
                }));
  }

  private static ArchRule noGlobalState(String root) {
    return fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .and()
        .areStatic()
        .and()
        .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
        .should()
        .beFinal();
  }

  private static ArchRule silence(String root) {
    return noClasses()
        .that(resideInAPackage(root + ".."))
        .and()
        .haveSimpleNameNotEndingWith("Command")
        .and()
        .doNotHaveSimpleName("Collector")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err");
  }

  /** By System.Logger; only one class says what becomes of it. */
  private static ArchRule oneLog(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .doNotHaveFullyQualifiedName(root + ".Logging")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..");
  }
}
