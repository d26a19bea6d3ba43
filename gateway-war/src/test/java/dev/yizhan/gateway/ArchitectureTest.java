package dev.yizhan.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The directions between modules and packages. */
@AnalyzeClasses(packages = "dev.yizhan", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {

  /** The build has two places for test classes; the simulators are there for tests only. */
  static final class NoTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/")
          && (!location.contains("/dev/yizhan/sandbox/")
              || location.contains("/dev/yizhan/sandbox/server/"));
    }
  }

  private static final String GATEWAY = "dev.yizhan.gateway.";
  private static final String CORE = GATEWAY + "core.";

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("boot")
          .definedBy(GATEWAY + "boot..")
          .layer("config")
          .definedBy(GATEWAY + "config..")
          .layer("soap")
          .definedBy(GATEWAY + "soap..")
          .layer("answer")
          .definedBy(GATEWAY + "answer..")
          .layer("push")
          .definedBy(GATEWAY + "push..")
          .layer("callback")
          .definedBy(GATEWAY + "callback..")
          .layer("door")
          .definedBy(GATEWAY + "door..")
          .layer("console")
          .definedBy(GATEWAY + "console..")
          .layer("vendors' doors")
          .definedBy("dev.yizhan.door..")
          .layer("vendors' servers")
          .definedBy("dev.yizhan.sandbox.server..")
          .layer("monitoring")
          .definedBy(GATEWAY + "monitoring..")
          .layer("security")
          .definedBy(GATEWAY + "security..")
          .layer("statement")
          .definedBy(GATEWAY + "statement..")
          .layer("store")
          .definedBy(GATEWAY + "store..")
          .layer("core")
          .definedBy(GATEWAY + "core..")
          .layer("contract")
          .definedBy("dev.yizhan.wsdl.gateway..")
          .layer("vendors' contracts")
          .definedBy(
              "dev.yizhan.wsdl.winic..",
              "dev.yizhan.wsdl.linkws..",
              "dev.yizhan.wsdl.linkwsdomestic..",
              "dev.yizhan.wsdl.winnerlook..")
          .layer("client")
          .definedBy("dev.yizhan.soap..")
          .layer("vendor")
          .definedBy("dev.yizhan.vendor..")
          .layer("http")
          .definedBy("dev.yizhan.http..")
          .layer("codec")
          .definedBy("dev.yizhan.codec..")
          .whereLayer("boot")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("door")
          .mayOnlyBeAccessedByLayers("boot", "config")
          .whereLayer("console")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("vendors' doors")
          .mayOnlyBeAccessedByLayers("config", "door")
          .whereLayer("vendors' servers")
          .mayOnlyBeAccessedByLayers("door", "vendors' doors")
          .whereLayer("soap")
          .mayOnlyBeAccessedByLayers("boot", "config", "door", "console", "statement")
          .whereLayer("answer")
          .mayOnlyBeAccessedByLayers("boot", "soap", "door", "console", "statement")
          .whereLayer("push")
          .mayOnlyBeAccessedByLayers("boot", "config")
          .whereLayer("callback")
          .mayOnlyBeAccessedByLayers("boot", "config", "door")
          .whereLayer("statement")
          .mayOnlyBeAccessedByLayers("boot", "console")
          .whereLayer("monitoring")
          .mayOnlyBeAccessedByLayers("boot", "config")
          .whereLayer("security")
          .mayOnlyBeAccessedByLayers(
              "boot", "config", "soap", "door", "console", "push", "statement", "monitoring")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("boot", "config")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers(
              "boot",
              "config",
              "security",
              "answer",
              "soap",
              "door",
              "console",
              "push",
              "callback",
              "statement",
              "store",
              "monitoring")
          .whereLayer("contract")
          .mayOnlyBeAccessedByLayers("boot", "config", "soap")
          .whereLayer("vendor")
          .mayOnlyBeAccessedByLayers(
              "config",
              "soap",
              "door",
              "push",
              "callback",
              "statement",
              "store",
              "core",
              "monitoring")
          .whereLayer("vendors' contracts")
          .mayOnlyBeAccessedByLayers("client")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("config", "soap", "callback", "vendor")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers(
              "boot", "config", "callback", "door", "soap", "core", "vendor", "client")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              JavaClass.Predicates.simpleNameEndingWith("Test"));

  /** Each package of the core knows only those above it. */
  @ArchTest
  static final ArchRule CORE_PACKAGES =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("fault")
          .definedBy(CORE + "fault")
          .layer("task")
          .definedBy(CORE + "task")
          .layer("channel")
          .definedBy(CORE + "channel")
          .layer("submission")
          .definedBy(CORE + "submission")
          .layer("event")
          .definedBy(CORE + "event")
          .layer("sending")
          .definedBy(CORE + "sending")
          .layer("operation")
          .definedBy(CORE + "operation")
          .layer("record")
          .definedBy(CORE + "record")
          .layer("account")
          .definedBy(CORE + "account")
          .layer("polling")
          .definedBy(CORE + "polling")
          .layer("problem")
          .definedBy(CORE + "problem")
          .layer("callback")
          .definedBy(CORE + "callback")
          .layer("statement")
          .definedBy(CORE + "statement")
          .layer("simulation")
          .definedBy(CORE + "simulation")
          .layer("core")
          .definedBy(GATEWAY + "core")
          .whereLayer("core")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("problem")
          .mayOnlyBeAccessedByLayers("core")
          .whereLayer("statement")
          .mayOnlyBeAccessedByLayers("core", "sending")
          .whereLayer("simulation")
          .mayOnlyBeAccessedByLayers("core")
          .whereLayer("polling")
          .mayOnlyBeAccessedByLayers("core", "problem", "statement")
          .whereLayer("callback")
          .mayOnlyBeAccessedByLayers("core", "problem")
          .whereLayer("account")
          .mayOnlyBeAccessedByLayers("core", "problem", "polling", "simulation")
          .whereLayer("record")
          .mayOnlyBeAccessedByLayers(
              "core", "problem", "polling", "account", "callback", "simulation")
          .whereLayer("operation")
          .mayOnlyBeAccessedByLayers("core", "problem")
          .whereLayer("sending")
          .mayOnlyBeAccessedByLayers("core", "problem")
          .whereLayer("event")
          .mayOnlyBeAccessedByLayers(
              "core", "sending", "operation", "account", "polling", "callback");

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
      slices().matching("dev.yizhan.gateway.(**)").should().beFreeOfCycles();

  /** Nested types belong to the class around them. */
  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_CLASSES =
      slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

  private static final class TopLevelClasses implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith("dev.yizhan.")
              && !type.getPackageName().startsWith("dev.yizhan.wsdl.")
          ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "top-level classes";
    }
  }

  @ArchTest
  static final ArchRule THE_CORE_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.gateway.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "javax..", "java.sql..", "org.w3c..", "com.sun..");

  @ArchTest
  static final ArchRule ONLY_CONFIG_AND_CORE_USE_THE_HTTP_MODULE =
      noClasses()
          .that()
          .resideInAnyPackage(GATEWAY + "store..", GATEWAY + "monitoring..", GATEWAY + "security..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.yizhan.http..");

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NO_CONNECTION =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.gateway.core..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("dev\\.yizhan\\.http\\.(?!Outcome|Transport$|Binding$).*");

  /** A vendor is known by its value; nothing outside its package names one. */
  @ArchTest
  static final ArchRule NOTHING_KNOWS_A_SINGLE_VENDOR =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.gateway..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "dev\\.yizhan\\.(vendor\\.(?!setting\\.|record\\.)|door\\.)[a-z].*\\..*");

  @ArchTest
  static final ArchRule ONLY_THE_STORE_KNOWS_SQL =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.yizhan.gateway.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule NO_CLIENT_THAT_REPEATS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.(Http)?URLConnection|java\\.net\\.http\\..*");
}
