package dev.yizhan.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The core's sentences in Chinese. The core speaks English: to programs, to logs, and in what is
 * stored. {@code sentences_zh.txt} has pairs of lines, the English sentence and the Chinese one,
 * with <code>{0}</code> and so on for what differs; of several that match, the first counts.
 */
final class ChineseSentences {

  private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");
  private static final List<Pair> PAIRS = read();

  private ChineseSentences() {}

  /**
   * A sentence in both languages.
   *
   * @param places the numbers of the places, in the order of the English sentence
   */
  private record Pair(Pattern english, List<Integer> places, String chinese) {

    static Pair of(String english, String chinese) {
      StringBuilder pattern = new StringBuilder();
      List<Integer> places = new ArrayList<>();
      Matcher place = PLACE.matcher(english);
      int from = 0;
      while (place.find()) {
        pattern.append(Pattern.quote(english.substring(from, place.start()))).append("(.+?)");
        places.add(Integer.parseInt(place.group(1)));
        from = place.end();
      }
      pattern.append(Pattern.quote(english.substring(from)));
      return new Pair(Pattern.compile(pattern.toString(), Pattern.DOTALL), places, chinese);
    }

    Optional<String> find(String sentence) {
      Matcher matcher = english.matcher(sentence);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      // What stands at a place may be a sentence itself, and is put in once only.
      Map<Integer, String> values = new LinkedHashMap<>();
      for (int i = 0; i < places.size(); i++) {
        String value = matcher.group(i + 1);
        values.put(places.get(i), ChineseSentences.find(value).orElse(value));
      }
      return Optional.of(
          PLACE
              .matcher(chinese)
              .replaceAll(
                  (MatchResult each) ->
                      Matcher.quoteReplacement(
                          Objects.requireNonNull(
                              values.get(Integer.parseInt(each.group(1))), each.group()))));
    }
  }

  private static List<Pair> read() {
    List<Pair> pairs = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      pairs.add(Pair.of(lines.get(i), lines.get(i + 1)));
    }
    return pairs;
  }

  /** The English and the Chinese sentences in turn. */
  static List<String> lines() {
    String name = "sentences_zh.txt";
    try (InputStream in =
        Objects.requireNonNull(ChineseSentences.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sentence in Chinese, if it is known. */
  static Optional<String> find(String english) {
    return PAIRS.stream().flatMap(pair -> pair.find(english).stream()).findFirst();
  }
}
