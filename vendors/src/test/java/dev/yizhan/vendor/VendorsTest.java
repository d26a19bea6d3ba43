package dev.yizhan.vendor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.yizhan", importOptions = VendorsTest.NoTests.class)
class VendorsTest {

  /** {@link ImportOption.DoNotIncludeTests} does not know the output directory of -Pquick. */
  static final class NoTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule VENDORS_DO_NOT_KNOW_ONE_ANOTHER =
      slices().matching("dev.yizhan.vendor.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule THE_SHARED_PACKAGE_KNOWS_NO_VENDOR =
      noClasses()
          .that()
          .resideInAPackage("dev.yizhan.vendor")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.yizhan.vendor.*..");

  @ArchTest
  static final ArchRule NO_HTTP_CLIENT_THAT_RETRIES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.yizhan.sandbox..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.(Http)?URLConnection|java\\.net\\.http\\..*");
}
