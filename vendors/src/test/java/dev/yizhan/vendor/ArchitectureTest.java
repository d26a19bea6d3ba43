package dev.yizhan.vendor;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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

  private static final String[] SHARED = {
    "dev.yizhan.vendor", "dev.yizhan.vendor.record", "dev.yizhan.vendor.setting"
  };

  @ArchTest
  static final ArchRule VENDORS_DO_NOT_KNOW_ONE_ANOTHER =
      slices()
          .matching("dev.yizhan.vendor.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED));

  @ArchTest
  static final ArchRule THE_SHARED_PACKAGES_KNOW_NO_VENDOR =
      noClasses()
          .that()
          .resideInAnyPackage(SHARED)
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.yizhan.vendor..").and(not(resideInAnyPackage(SHARED))));

  @ArchTest
  static final ArchRule NO_HTTP_CLIENT_THAT_RETRIES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.yizhan.sandbox..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.(Http)?URLConnection|java\\.net\\.http\\..*");
}
