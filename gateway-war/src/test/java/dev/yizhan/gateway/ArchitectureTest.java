package dev.yizhan.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions between the rooms. */
@AnalyzeClasses(packages = "dev.yizhan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ROOMS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("boot")
          .definedBy("dev.yizhan.gateway.boot..")
          .layer("soap")
          .definedBy("dev.yizhan.gateway.soap..")
          .layer("store")
          .definedBy("dev.yizhan.gateway.store..")
          .layer("core")
          .definedBy("dev.yizhan.gateway.core..")
          .layer("contract")
          .definedBy("dev.yizhan.wsdl..")
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
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers("boot", "soap", "store")
          .whereLayer("contract")
          .mayOnlyBeAccessedByLayers("boot", "soap")
          .whereLayer("vendor")
          .mayOnlyBeAccessedByLayers("boot", "soap", "store", "core")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("boot", "vendor")
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
