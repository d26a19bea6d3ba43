package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes pages by the templates of {@code src/main/jte}, which were compiled with the gateway. */
final class Pages {

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "gg.jte.generated.precompiled");

  /** A page. */
  Answer page(int status, String template, View view, Object model) {
    StringOutput out = new StringOutput();
    templates.render(template + ".jte", Map.of("view", view, "model", model), out);
    return new Answer(
        status, "text/html; charset=utf-8", out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
