package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a run-time image without the module that has the charset. */
class RuntimeImageTest {

  /** Runs in the child process. */
  static final class Child {
    public static void main(String[] arguments) {
      StringBuilder said = new StringBuilder(FormEncoding.UTF_8.encode("好"));
      for (int i = 0; i < 2; i++) {
        try {
          said.append(FormEncoding.GB2312.encode("好"));
        } catch (IllegalStateException e) {
          said.append('\n').append(e.getMessage());
        }
      }
      System.out.writeBytes(said.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void namesTheMissingModule() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base",
                "-classpath",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said.lines())
        .containsExactly(
            "%E5%A5%BD",
            "This Java run-time image lacks the charset x-mswin-936 (GB2312): add the module"
                + " jdk.charsets to it",
            "This Java run-time image lacks the charset x-mswin-936 (GB2312): add the module"
                + " jdk.charsets to it");
  }
}
