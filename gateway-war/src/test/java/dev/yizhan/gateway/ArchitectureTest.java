package dev.yizhan.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions between the rooms. */
@AnalyzeClasses(packages = "dev.yizhan", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {

  /** Wherever the build puts them, and the pretend vendors, who are there for tests only. */
  static final class NoTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("/dev/yizhan/sandbox/");
    }
  }

  @ArchTest
  static final ArchRule ROOMS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("boot")
          .definedBy("dev.yizhan.gateway.boot..")
          .layer("soap")
          .definedBy("dev.yizhan.gateway.soap..")
          .layer("push")
          .definedBy("dev.yizhan.gateway.push..")
          .layer("monitoring")
          .definedBy("dev.yizhan.gateway.monitoring..")
          .layer("security")
          .definedBy("dev.yizhan.gateway.security..")
          .layer("store")
          .definedBy("dev.yizhan.gateway.store..")
          .layer("core")
          .definedBy("dev.yizhan.gateway.core..")
          .layer("contract")
          .definedBy("dev.yizhan.wsdl.gateway..")
          .layer("vendors' contracts")
          .definedBy(
              "dev.yizhan.wsdl.winic..", "dev.yizhan.wsdl.linkws..", "dev.yizhan.wsdl.winnerlook..")
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
          .whereLayer("soap")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("push")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("monitoring")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("security")
          .mayOnlyBeAccessedByLayers("boot", "soap", "push", "monitoring")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers("boot", "security", "soap", "push", "store", "monitoring")
          .whereLayer("contract")
          .mayOnlyBeAccessedByLayers("boot", "soap")
          .whereLayer("vendor")
          .mayOnlyBeAccessedByLayers("boot", "soap", "store", "core", "monitoring")
          .whereLayer("vendors' contracts")
          .mayOnlyBeAccessedByLayers("client")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("boot", "soap", "vendor")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("boot", "core", "vendor", "client")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              JavaClass.Predicates.simpleNameEndingWith("Test"));

  @ArchTest
  static final ArchRule THE_CORE_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.gateway.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "javax..", "java.sql..", "org.w3c..", "com.sun..");

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_OUTCOMES_AND_NO_WIRE =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.gateway.core..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("dev\\.yizhan\\.http\\.(?!Outcome).*");

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
