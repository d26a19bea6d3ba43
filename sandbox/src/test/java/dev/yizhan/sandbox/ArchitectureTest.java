package dev.yizhan.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.yizhan.sandbox",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String SIMULATORS = "dev.yizhan.sandbox.simulator..";

  /** So that a protocol can be served from something else than the simulated world. */
  @ArchTest
  static final ArchRule PROTOCOLS_KNOW_NO_IMPLEMENTATION =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.sandbox.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.yizhan.sandbox", "dev.yizhan.sandbox.world..", SIMULATORS, "org.eclipse..");

  /** The services file is the only list of them. */
  @ArchTest
  static final ArchRule NOTHING_KNOWS_A_VENDOR_SIMULATOR =
      noClasses()
          .that()
          .resideOutsideOfPackage(SIMULATORS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SIMULATORS);

  @ArchTest
  static final ArchRule THE_WORLD_KNOWS_NO_SERVER =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.sandbox.world..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.yizhan.sandbox", "org.eclipse..", "jakarta..");
}
