package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the example of the page and runs it as a separate program against the simulator. */
class ReadmeExampleTest {

  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static String run(Path classes, String... arguments) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path"),
                "Example",
                arguments[0],
                arguments[1],
                arguments[2])
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void printsTheOutputOfThePage(@TempDir Path directory) throws Exception {
    Path source = directory.resolve("Example.java");
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    Files.writeString(source, example.group(1));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    assertThat(
            compiler
                .getTask(
                    output,
                    null,
                    null,
                    List.of("-d", directory.toString(), "-encoding", "UTF-8"),
                    null,
                    compiler
                        .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                        .getJavaFileObjects(source))
                .call())
        .as(output.toString())
        .isTrue();
    try (Sandbox sandbox = Sandbox.start()) {
      String address = sandbox.address(WinicHttpSimulator.NAME).toString();
      assertThat(run(directory, address, "demo", "demo"))
          .startsWith("Accepted[value=Sent[ids=[" + sandbox.messages().get(0).vendorId() + "]");
      assertThat(sandbox.messages()).hasSize(1);
      assertThat(sandbox.messages().get(0).text()).isEqualTo("优惠50％【驿站】");
      assertThat(run(directory, address, "demo", "wrong"))
          .isEqualToIgnoringNewLines("Rejected[-03]");
    }
  }
}
