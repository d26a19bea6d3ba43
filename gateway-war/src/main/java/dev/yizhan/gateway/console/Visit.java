package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request of somebody who is signed in.
 *
 * @param isPost whether it may change something; its form had the session's token
 * @param path the names of the path below the console
 * @param form the form of a POST, else the parameters of the address
 */
record Visit(boolean isPost, List<String> path, Form form, Operator operator, View view) {

  /** The browser is to get another page. */
  Answer redirect(String to) {
    return redirect(view, to);
  }

  static Answer redirect(View view, String to) {
    return new Answer(
        303,
        "text/plain; charset=utf-8",
        (view.link(to) + "\n").getBytes(StandardCharsets.UTF_8),
        Map.of("Location", view.link(to)));
  }

  /** A name of the path. */
  Optional<String> at(int index) {
    return index < path.size() ? Optional.of(path.get(index)) : Optional.empty();
  }
}
