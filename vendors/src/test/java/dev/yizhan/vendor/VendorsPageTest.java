package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.yizhan.http.Binding;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Checks that the tables of {@code docs/test-matrix.md} match the tests. {@code
 * -Dyizhan.write-pages=true} generates them again.
 */
class VendorsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "test-matrix.md");
  private static final String BEGIN = "<!-- written by VendorsPageTest -->\n";
  private static final String SOURCES = "../vendors/src/test/java/";
  private static final int CELLS = 138;

  /** Operations in the documents' order. */
  private static final Map<String, List<String>> OPERATIONS = new LinkedHashMap<>();

  static {
    OPERATIONS.put("winic-http", List.of("send", "balance"));
    OPERATIONS.put(
        "winic-asmx",
        List.of(
            "SendMessages",
            "SendMessages_Ext",
            "SendInternationalMessages",
            "GET_SMS_MO",
            "GET_SMS_MO_Ext",
            "SMS_Reports",
            "GetUserInfo",
            "RegineUser_",
            "EditUserPwd"));
    OPERATIONS.put(
        "changlong",
        List.of("sendsms_txt", "get_report_txt", "get_receive_message_txt", "Get_Account_Balance"));
    OPERATIONS.put("linkws", List.of("IntlSend", "GetBalance"));
    OPERATIONS.put("linkws-domestic", List.of("BatchSend2", "Get", "GetReportSMS", "SelSum"));
    OPERATIONS.put(
        "winnerlook",
        List.of(
            "GetBalanceConnect",
            "SendMsg",
            "GetMoConnect",
            "GetMo2Connect",
            "GetReportConnect",
            "GetReport2Connect",
            "SendBatchMsg",
            "sendMsgByEncrypt",
            "GetReport2ByEncrypt",
            "GetMo2ByEncrypt",
            "sendMsgExt",
            "SendIndividualMsg"));
    OPERATIONS.put("winnerlook, pushed to us", List.of("receipt push", "reply push"));
  }

  /** A test: the class that runs it, and the method, which a superclass may declare. */
  private record Proof(Class<?> type, Method method) {

    String link(Class<?> to, String text) {
      return "[" + text + "](" + SOURCES + to.getName().replace('.', '/') + ".java)";
    }
  }

  /** The test class of each transport, for each operation of each vendor. */
  private static Map<String, Map<String, Map<String, Proof>>> cells() throws Exception {
    Map<String, Map<String, Map<String, Proof>>> cells = new TreeMap<>();
    List<JavaClass> classes =
        new ArrayList<>(
            new ClassFileImporter()
                .importPath(
                    Path.of(
                        VendorContract.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())));
    classes.sort(Comparator.comparing(JavaClass::getName));
    for (JavaClass found : classes) {
      if (found.getModifiers().contains(JavaModifier.ABSTRACT)) {
        continue;
      }
      Class<?> type = Class.forName(found.getName());
      for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
        for (Method method : declaring.getDeclaredMethods()) {
          Cell cell = method.getAnnotation(Cell.class);
          if (cell != null && method.isAnnotationPresent(Test.class)) {
            for (String operation : cell.value()) {
              assertThat(
                      cells
                          .computeIfAbsent(vendor(type), name -> new TreeMap<>())
                          .computeIfAbsent(operation, name -> new TreeMap<>())
                          .put(transport(type), new Proof(type, method)))
                  .as("a second test for " + operation + " in " + type)
                  .isNull();
            }
          }
        }
      }
    }
    return cells;
  }

  private static VendorContract contract(Class<?> type) throws Exception {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return (VendorContract) constructor.newInstance();
  }

  private static String vendor(Class<?> type) throws Exception {
    return VendorContract.class.isAssignableFrom(type)
        ? contract(type).name()
        : "winnerlook, pushed to us";
  }

  private static String transport(Class<?> type) throws Exception {
    if (!VendorContract.class.isAssignableFrom(type)) {
      return "JSON POST";
    }
    VendorContract contract = contract(type);
    String transport =
        switch (contract.binding()) {
          case HTTP_GET -> "GET";
          case HTTP_POST -> "POST";
          case SOAP_1_1 -> "SOAP 1.1";
          case SOAP_1_2 -> "SOAP 1.2";
        };
    return contract.form().isEmpty() ? transport : transport + ", " + contract.form();
  }

  @Test
  void hasATestForEachOperationAndTransport() throws Exception {
    Map<String, Map<String, Map<String, Proof>>> cells = cells();
    StringBuilder tables = new StringBuilder();
    int count = 0;
    for (Map.Entry<String, List<String>> vendor : OPERATIONS.entrySet()) {
      Map<String, Map<String, Proof>> operations = cells.get(vendor.getKey());
      assertThat(operations.keySet()).containsExactlyInAnyOrderElementsOf(vendor.getValue());
      List<String> transports = new ArrayList<>(operations.get(vendor.getValue().get(0)).keySet());
      tables.append("\n## ").append(vendor.getKey()).append("\n\n| operation | test |");
      transports.forEach(transport -> tables.append(' ').append(transport).append(" |"));
      tables.append("\n|---|---|").append("---|".repeat(transports.size())).append('\n');
      for (String operation : vendor.getValue()) {
        assertThat(operations.get(operation).keySet())
            .as(operation)
            .containsExactlyElementsOf(transports);
        Proof first = operations.get(operation).values().iterator().next();
        tables
            .append("| `")
            .append(operation)
            .append("` | ")
            .append(first.link(first.method().getDeclaringClass(), first.method().getName()))
            .append(" |");
        for (String transport : transports) {
          Proof proof = operations.get(operation).get(transport);
          tables
              .append(' ')
              .append(proof.link(proof.type(), proof.type().getSimpleName()))
              .append(" |");
          count++;
        }
        tables.append('\n');
      }
    }
    assertThat(count).isEqualTo(CELLS);
    assertPage(tables.toString());
  }

  private static void assertPage(String tables) throws IOException {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    if (Boolean.getBoolean("yizhan.write-pages")) {
      Files.writeString(PAGE, head + tables);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(head + tables);
  }

  @Test
  void coversEveryTransport() {
    assertThat(Arrays.stream(Binding.values()).map(Binding::name))
        .containsExactly("SOAP_1_1", "SOAP_1_2", "HTTP_POST", "HTTP_GET");
  }
}
