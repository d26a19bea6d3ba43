package dev.yizhan.gateway.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

  @Test
  void hasARowForEachCodeAndNoOther() throws IOException {
    List<String> rows =
        Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| ([A-Z]+) \\| .* \\| (yes|no) \\|$")
            .matcher(Files.readString(Path.of("../docs/errors.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(FaultCode.values())
                .map(code -> code + " " + code.category() + " " + (code.retryable() ? "yes" : "no"))
                .toList());
  }
}
