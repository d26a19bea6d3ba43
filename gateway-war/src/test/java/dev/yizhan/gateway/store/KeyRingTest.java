package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

  private static final String ONE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String OTHER = "//////////////////////////////////////////8=";
  private static final byte[] CLEAR = "您的验证码".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  @Test
  void decryptsWhatItEncryptedAndNeverEncryptsAlikeTwice() {
    KeyRing keys = KeyRing.parse(ONE);
    byte[] first = keys.encrypt(CLEAR, "here");
    assertThat(keys.decrypt(first, "here")).isEqualTo(CLEAR);
    assertThat(keys.encrypt(CLEAR, "here")).isNotEqualTo(first).hasSameSizeAs(first);
    assertThat(first).hasSize(CLEAR.length + 33);
  }

  @Test
  void refusesAValueThatWasChangedOrMoved() {
    KeyRing keys = KeyRing.parse(ONE);
    byte[] whole = keys.encrypt(CLEAR, "here");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> keys.decrypt(whole, "there"))
        .withMessage("The value of there was changed");
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> keys.decrypt(changed, "here"));
    }
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> keys.decrypt(new byte[5], "here"));
  }

  @Test
  void encryptsWithTheFirstKeyAndDecryptsWithAll() {
    byte[] old = KeyRing.parse(ONE).encrypt(CLEAR, "here");
    KeyRing both = KeyRing.parse("# new\n" + OTHER + "\n# old\n" + ONE + ",");
    assertThat(both.decrypt(old, "here")).isEqualTo(CLEAR);
    byte[] fresh = both.encrypt(CLEAR, "here");
    assertThat(KeyRing.parse(OTHER).decrypt(fresh, "here")).isEqualTo(CLEAR);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> KeyRing.parse(ONE).decrypt(fresh, "here"))
        .withMessageContaining("which is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "AAECAwQ=", "not Base64!", ONE + " AAECAwQ="})
  void errorDescribesAKeyAndHidesTheInput(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> KeyRing.parse(text))
        .withMessageStartingWith("give keys of 32 bytes each in Base64")
        .withMessageNotContaining("AAEC");
  }

  @Test
  void readsAFileAndShowsIdsOnly() throws IOException {
    Path file = Files.writeString(directory.resolve("store.key"), "# the key\n" + ONE + "\n");
    assertThat(KeyRing.read(file).toString()).matches("KeyRing\\[[0-9a-f]{8}]");
    assertThat(KeyRing.read(file).decrypt(KeyRing.parse(ONE).encrypt(CLEAR, "here"), "here"))
        .isEqualTo(CLEAR);
  }
}
