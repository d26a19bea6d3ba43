package example.foo;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.code.ResultCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer: {@code OK} with a value, or a code. Everything else is unreadable. */
final class FooAnswer {

  private static final Pattern ANSWER = Pattern.compile("OK ([0-9.]+)|(E[0-9]+)");

  private FooAnswer() {}

  /** {@code OK 1234} is the value 1234, {@code E2} a refusal. */
  static Answer<String> parse(String text) {
    Matcher answer = ANSWER.matcher(text.strip());
    if (!answer.matches()) {
      throw CodecException.at(0, "Neither OK with a value nor a code");
    }
    return answer.group(1) == null
        ? new Answer.Refused<>(ResultCode.of(FooCode.class, answer.group(2)))
        : new Answer.Given<>(answer.group(1));
  }
}
