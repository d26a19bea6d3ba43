package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.code.Category;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.door.Reason;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.Vendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/drop-in.md are those that the code goes by. */
class ReasonsTest {

  private static final Path PAGE = Path.of("../docs/drop-in.md");

  static List<Door> doors() {
    return Doors.installed().all();
  }

  /** The lines of a table of the page, each as the contents of its cells. */
  private static List<List<String>> table(String name) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- " + name + " -->\n";
    int from = page.indexOf(begin);
    assertThat(from).as(name).isNotNegative();
    return page.substring(from + begin.length(), page.indexOf("<!-- end -->", from))
        .lines()
        .skip(2)
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(1, cells.size() - 1))
        .toList();
  }

  private static List<String> words(String cell) {
    return Stream.of(cell.split(",", -1))
        .map(word -> word.replace("`", "").strip())
        .filter(word -> !word.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void thePageHasTheCodeOfEachReason(Door door) throws IOException {
    for (Reason reason : Reason.values()) {
      List<String> codes =
          table("reasons").stream()
              .filter(cells -> cells.get(0).equals("`" + reason + "`"))
              .map(cells -> cells.get(column(door)))
              .toList();
      assertThat(codes)
          .as(reason + " at " + door.name())
          .containsExactly("`" + door.sendCodes().of(reason).code() + "`");
    }
  }

  /** The doors of winic have one column. */
  private static int column(Door door) {
    List<String> companies =
        new java.util.ArrayList<>(new TreeSet<>(doors().stream().map(Door::company).toList()));
    return 2 + companies.indexOf(door.company());
  }

  /** Each code of the vendor's table is on the page: why it comes, or that it never does. */
  @ParameterizedTest
  @MethodSource("doors")
  void thePageSaysOfEachCodeWhetherItComes(Door door) throws IOException {
    Class<?> ofSends = door.sendCodes().of(Reason.LOGIN).getClass();
    List<String> coming =
        Stream.concat(
                Arrays.stream(Reason.values()).map(reason -> door.sendCodes().of(reason).code()),
                door.protocolCodes().stream().map(ResultCode::code))
            .distinct()
            .toList();
    List<String> all =
        Vendors.installed().named(door.name()).resultCodes().stream()
            .filter(code -> code.getClass().equals(ofSends))
            .map(ResultCode::code)
            .toList();
    List<List<String>> rows = table("codes " + door.company());
    assertThat(rows).extracting(cells -> words(cells.get(0)).get(0)).containsExactlyElementsOf(all);
    assertThat(rows)
        .allSatisfy(
            cells ->
                assertThat(cells.get(1).startsWith("never"))
                    .as(cells.get(0))
                    .isEqualTo(!coming.contains(words(cells.get(0)).get(0))));
  }

  @Test
  void thePageHasEachFaultAndEachCategoryWithItsReason() throws IOException {
    for (FaultCode fault : FaultCode.values()) {
      Optional<Reason> reason = Reasons.of(fault);
      assertThat(
              table("faults").stream()
                  .filter(cells -> words(cells.get(1)).contains(fault.name()))
                  .map(cells -> cells.get(0))
                  .toList())
          .as(fault.name())
          .containsExactly(reason.map(each -> "`" + each + "`").orElse("HTTP 500"));
    }
    for (Category category : Category.values()) {
      assertThat(
              table("faults").stream()
                  .filter(cells -> words(cells.get(2)).contains(category.name()))
                  .map(cells -> cells.get(0))
                  .toList())
          .as(category.name())
          .containsExactly("`" + Reasons.of(category) + "`");
    }
  }

  /** Whatever a vendor behind rejects a message with, the client reads a rejection. */
  @ParameterizedTest
  @MethodSource("doors")
  void everyCodeOfEveryVendorHasACodeThatClientsReadAsARejection(Door door) {
    List<ResultCode> own = Vendors.installed().named(door.name()).resultCodes();
    for (Vendor vendor : Vendors.installed().all()) {
      for (ResultCode rejection : vendor.resultCodes()) {
        ResultCode told = door.sendCodes().of(Reasons.of(rejection.category()));
        assertThat(own).as(vendor.name() + " " + rejection.code()).contains(told);
      }
    }
  }
}
