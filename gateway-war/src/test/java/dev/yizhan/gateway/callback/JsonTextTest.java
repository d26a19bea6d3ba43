package dev.yizhan.gateway.callback;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void writesObjectsInArrays() {
    assertThat(
            new JsonText()
                .open('{')
                .field("a", "1")
                .name("b")
                .open('[')
                .open('{')
                .field("c", Optional.empty())
                .flag("d", true)
                .flag("e", false)
                .close('}')
                .open('{')
                .close('}')
                .close(']')
                .field("f", "2")
                .close('}')
                .toString())
        .isEqualTo("{\"a\":\"1\",\"b\":[{\"d\":true},{}],\"f\":\"2\"}");
  }

  @Test
  void writesEveryCharacterSoThatAParserReadsIt() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0xd800; c++) {
      all.append((char) c);
    }
    all.appendCodePoint(0x1F600);
    String json = new JsonText().open('{').field("t", all.toString()).close('}').toString();
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      assertThat(reader.readObject().getString("t")).isEqualTo(all.toString());
    }
  }

  @Test
  void replacesHalvesOfCharacters() {
    assertThat(new JsonText().open('{').field("t", "\ud83dx\ude00\ud83d").close('}').toString())
        .isEqualTo("{\"t\":\"\uFFFDx\uFFFD\uFFFD\"}");
  }
}
