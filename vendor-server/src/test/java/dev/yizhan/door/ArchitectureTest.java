package dev.yizhan.door;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.yizhan", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {

  /** {@link ImportOption.DoNotIncludeTests} does not know the output directory of -Pquick. */
  static final class NoTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  /** So that a simulator and a gateway can be served by the same. */
  @ArchTest
  static final ArchRule PROTOCOLS_KNOW_NO_DOOR =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.sandbox.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.yizhan.door..");

  @ArchTest
  static final ArchRule DOORS_DO_NOT_KNOW_ONE_ANOTHER =
      slices().matching("dev.yizhan.door.(*)..").should().notDependOnEachOther();

  /** The services file is the only list of them. */
  @ArchTest
  static final ArchRule NOTHING_KNOWS_A_DOOR =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.door")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.yizhan.door.*..");

  /** What a door answers is read and written by others, within their limits. */
  @ArchTest
  static final ArchRule DOORS_KNOW_NO_SERVLETS =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.door..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");
}
