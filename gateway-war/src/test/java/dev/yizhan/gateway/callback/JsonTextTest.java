package dev.yizhan.gateway.callback;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void writesObjectsInArrays() {
    JsonText json = new JsonText().open('{').text("a", "1").name("b").open('[').open('{');
    json.flag("d");
    json.field("e", "3");
    json.close('}').open('{').close('}').close(']').text("f", "2").close('}');
    assertThat(json.toString())
        .isEqualTo("{\"a\":\"1\",\"b\":[{\"d\":true,\"e\":\"3\"},{}],\"f\":\"2\"}");
  }

  @Test
  void writesEveryCharacterSoThatAParserReadsIt() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0xd800; c++) {
      all.append((char) c);
    }
    all.appendCodePoint(0x1F600);
    String json = new JsonText().open('{').text("t", all.toString()).close('}').toString();
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      assertThat(reader.readObject().getString("t")).isEqualTo(all.toString());
    }
  }

  @Test
  void replacesHalvesOfCharacters() {
    assertThat(new JsonText().open('{').text("t", "\ud83dx\ude00\ud83d").close('}').toString())
        .isEqualTo("{\"t\":\"\uFFFDx\uFFFD\uFFFD\"}");
  }
}
