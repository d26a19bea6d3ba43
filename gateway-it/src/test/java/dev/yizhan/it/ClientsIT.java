package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients of other SOAP stacks, each a separate process, call the gateway and print the results.
 */
@ExtendWith(SharedGateway.class)
class ClientsIT {

  private static final String EXPECTED =
      """
      channels=12
      first=changlong abilities=3
      send=SUBMITTED deliveries=2 number=13900139000 outcome=ACCEPTED
      again=yes
      reference=%s createdAt=ok parts=1
      fault=TEXT_NOT_ENCODABLE category=CONTENT retryable=false detail=yes
      reports=ok
      acknowledged=ok
      missing=UNKNOWN_SUBMISSION
      denied=%s
      """;

  /** Of clients without a WSDL, in rpc/encoded style. */
  private static final String EXPECTED_OF_A_CALL =
      """
      send=SUBMITTED parts=1
      again=yes
      found=yes
      reference=%s
      channels=12
      first=changlong abilities=3
      reports=true
      fault=TEXT_NOT_ENCODABLE
      missing=UNKNOWN_SUBMISSION
      """;

  private final Gateway gateway = SharedGateway.running();

  @AfterEach
  void forgetMessages() {
    gateway.sandbox().forgetMessages();
  }

  @DisabledIfSystemProperty(
      named = "it.server",
      matches = "micro|payara",
      disabledReason = "they talk to the same HTTP server as without a profile")
  @ParameterizedTest
  @CsvSource({
    "metro, Metro, 1.1, 401",
    "metro, Metro, 1.2, 401",
    "cxf, Cxf, 1.1, 401",
    "cxf, Cxf, 1.2, 401",
    "axis1, Axis1, 1.1, 401",
    "axis1, Axis1, 1.2, fault",
    "axis2, Axis2, 1.1, 401",
    "axis2, Axis2, 1.2, 401",
    "spring-ws, SpringWs, 1.1, 401",
    "spring-ws, SpringWs, 1.2, 401"
  })
  void runsAJavaClient(String stack, String type, String version, String denied) throws Exception {
    run(stack, denied, java(stack, type.toLowerCase(Locale.ROOT) + ".Client"), version, Map.of());
  }

  /** Both read the answer to a message that was sent. */
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = "micro|payara",
      disabledReason = "they talk to the same HTTP server as without a profile")
  @ParameterizedTest
  @CsvSource({"axis1, axis1.CallClient, axis1-call", "apache-soap, apachesoap.Client, apache-soap"})
  void runsAClientInEncodedStyle(String stack, String type, String reference) throws Exception {
    assertThat(output(command(java(stack, type), "1.1"), Map.of()))
        .isEqualToNormalizingWhitespace(EXPECTED_OF_A_CALL.formatted(reference));
  }

  static List<String> java(String stack, String type) throws IOException {
    Path module = Path.of("..", "clients", stack).toAbsolutePath();
    Path built = module.resolve(System.getProperty("it.build"));
    String classPath =
        built.resolve("classes") + ":" + Files.readString(built.resolve("classpath.txt")).strip();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dfile.encoding=UTF-8",
        "-classpath",
        classPath,
        "dev.yizhan.client." + type);
  }

  /** {@code .ci/run} installs what these need. */
  @ForeignTest
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = "micro|payara",
      disabledReason = "they talk to the same HTTP server as without a profile")
  @ParameterizedTest
  @CsvSource({
    "php, 1.1, 401",
    "php, 1.2, 401",
    "zeep, 1.1, fault",
    "zeep, 1.2, fault",
    "perl, 1.1, 401",
    "perl, 1.2, 401",
    "gsoap, 1.1, 401",
    "gsoap, 1.2, 401",
    "mono, 1.1, 401",
    "mono, 1.2, 401",
    "node, 1.1, 401",
    "node, 1.2, 401"
  })
  void runsAClientOfAnotherLanguage(String stack, String version, String denied) throws Exception {
    run(
        stack,
        denied,
        List.of("sh", "../clients/" + stack + "/run.sh"),
        version,
        Map.of("WORK", built(stack).toString()));
  }

  /**
   * Where a stack's client is built, once for all servers and both SOAP versions. The name depends
   * on all that it is built from.
   */
  private Path built(String stack) throws IOException {
    MessageDigest digest = sha256();
    String wsdl = gateway.get("/yizhan/sms?wsdl").body();
    digest.update(
        wsdl.replace(gateway.address("/").toString(), "/").getBytes(StandardCharsets.UTF_8));
    try (Stream<Path> sources = Files.list(Path.of("..", "clients", stack))) {
      for (Path source : sources.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(Files.readAllBytes(source));
      }
    }
    return Path.of(
            System.getProperty("it.build"),
            "clients",
            stack + "-" + HexFormat.of().formatHex(digest.digest(), 0, 8))
        .toAbsolutePath();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(
      String stack,
      String denied,
      List<String> program,
      String version,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    assertThat(output(command(program, version), environment))
        // Some clients print two of the lines as one.
        .isEqualToNormalizingWhitespace(EXPECTED.formatted(stack, denied));
  }

  private List<String> command(List<String> program, String version) {
    List<String> command = new ArrayList<>(program);
    command.addAll(
        List.of(
            gateway.address("/yizhan").toString(),
            "demo",
            "demo",
            version,
            UUID.randomUUID().toString().substring(0, 8)));
    return command;
  }

  static String output(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("yizhan-client", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean hasEnded = process.waitFor(2, TimeUnit.MINUTES);
    String errorOutput = Files.readString(errors);
    assertThat(hasEnded).as(errorOutput).isTrue();
    assertThat(process.exitValue()).as(output + errorOutput).isZero();
    return output;
  }
}
