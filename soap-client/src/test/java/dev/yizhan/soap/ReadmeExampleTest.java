package dev.yizhan.soap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.http.RawServer;
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

/** Compiles and runs the README's example with the class path that Maven gives a user. */
class ReadmeExampleTest {

  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final String ANSWER =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope"
          + " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
          + "<SendMessagesResponse xmlns=\"http://tempuri.org/\"><SendMessagesResult>"
          + "0106120218011881</SendMessagesResult></SendMessagesResponse></soap:Body></soap:Envelope>";

  @Test
  void printsWhatTheReadmeStates(@TempDir Path directory) throws Exception {
    Path source = directory.resolve("Example.java");
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    Files.writeString(source, example.group(1));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    assertThat(
            compiler
                .getTask(
                    said,
                    null,
                    null,
                    List.of("-d", directory.toString(), "-encoding", "UTF-8"),
                    null,
                    compiler
                        .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                        .getJavaFileObjects(source))
                .call())
        .as(said.toString())
        .isTrue();
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.answer("200 OK", "Content-Type: text/xml\r\n", ANSWER);
            })) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  directory
                      + System.getProperty("path.separator")
                      + System.getProperty("java.class.path"),
                  "Example",
                  server.address().resolve("/").toString(),
                  "demo",
                  "secret")
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      assertThat(output).isEqualToIgnoringNewLines("Accepted[value=0106120218011881]");
      assertThat(server.requests()).hasSize(1);
    }
  }
}
