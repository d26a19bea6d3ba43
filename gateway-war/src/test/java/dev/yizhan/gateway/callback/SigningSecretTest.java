package dev.yizhan.gateway.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {

  /** The example of the Standard Webhooks libraries' tests. */
  @Test
  void signsAsTheSpecificationsExample() {
    assertThat(
            SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign(
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    1_614_265_330,
                    "{\"test\": 2432232314}".getBytes(UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 64})
  void takesSecretsOfTheSpecificationsLengths(int bytes) {
    assertThat(SigningSecret.parse(secret(bytes))).isEqualTo(SigningSecret.parse(secret(bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void refusesSecretsOfOtherLengths(int bytes) {
    assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.parse(secret(bytes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not Base64!", "whsk_MfKQ9r8GKYqr"})
  void refusesOtherFormsAndDoesNotRepeatThem(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningSecret.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text.substring(6)))
        .withNoCause();
    assertThat(SigningSecret.parse(secret(24)).toString()).isEqualTo("SigningSecret");
  }

  private static String secret(int bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
  }
}
