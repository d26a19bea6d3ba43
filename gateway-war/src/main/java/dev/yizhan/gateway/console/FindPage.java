package dev.yizhan.gateway.console;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.operation.OperatorActions;
import dev.yizhan.gateway.core.operation.SearchPage;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Finds submissions by whatever one has of them. A phone number is searched by POST, since
 * addresses are kept in logs and histories; everything else stands in the address.
 */
public final class FindPage implements Section {

  private final OperatorActions operations;
  private final LongPredicate isSubmission;
  private final Predicate<String> isConsumer;
  private final Pages pages;

  /**
   * Takes what it searches.
   *
   * @param isSubmission whether there is a submission of an id
   * @param isConsumer whether a consumer is configured
   */
  FindPage(
      OperatorActions operations,
      LongPredicate isSubmission,
      Predicate<String> isConsumer,
      Pages pages) {
    this.operations = operations;
    this.isSubmission = isSubmission;
    this.isConsumer = isConsumer;
    this.pages = pages;
  }

  /** What was given may be. */
  public enum As {
    NUMBER,
    REQUEST_ID,
    REFERENCE,
    VENDOR_ID,
    ANY
  }

  /**
   * What narrows a search, as it was given; empty texts for nothing.
   *
   * @param from in China's time
   * @param to in China's time
   */
  public record Filter(String consumer, String channel, String state, String from, String to) {

    static Filter of(Form form) {
      return new Filter(
          form.find("consumer").orElse(""),
          form.find("channel").orElse(""),
          form.find("state").orElse(""),
          form.find("from").orElse(""),
          form.find("to").orElse(""));
    }
  }

  /**
   * What is shown.
   *
   * @param given in the box
   * @param as what it was found as; empty before the first search
   * @param older the parameters of the next page, but the number; empty if this is the last one
   * @param below where the next page begins
   * @param fault why nothing could be searched
   */
  public record Model(
      String given,
      Filter filter,
      Optional<As> as,
      List<Submission> submissions,
      Optional<String> older,
      String below,
      Optional<String> fault) {

    /** Copies the list. */
    public Model {
      submissions = List.copyOf(submissions);
    }

    /** The states that can be searched. */
    public List<DeliveryState> states() {
      return Arrays.asList(DeliveryState.values());
    }
  }

  @Override
  public Answer answer(Visit visit) {
    String given = visit.form().find("q").orElse("");
    Optional<PhoneNumber> number = PhoneNumber.find(given);
    Optional<Long> id = Numbers.find(given);
    if (number.isEmpty() && id.isPresent() && isSubmission.test(id.get())) {
      return visit.redirect("/submission/" + id.get());
    }
    Filter filter = Filter.of(visit.form());
    if (visit.isPost() && number.isEmpty()) {
      return visit.redirect("/find" + query(given, filter, ""));
    }
    try {
      return pages.page(200, "find", visit.view(), found(visit, given, number, filter));
    } catch (GatewayException e) {
      return pages.page(
          400,
          "find",
          visit.view(),
          new Model(
              given,
              filter,
              Optional.empty(),
              List.of(),
              Optional.empty(),
              "",
              Optional.of(visit.view().fault(e))));
    }
  }

  private Model found(Visit visit, String given, Optional<PhoneNumber> number, Filter filter) {
    Optional<Long> below = visit.form().find("below").flatMap(Numbers::find);
    for (As as : kinds(given, number)) {
      SearchPage page = operations.search(query(as, given, number, filter, below), isConsumer);
      if (!page.submissions().isEmpty()) {
        String last =
            page.more()
                ? Long.toString(page.submissions().get(page.submissions().size() - 1).id())
                : "";
        return new Model(
            given,
            filter,
            Optional.of(as),
            page.submissions(),
            page.more()
                ? Optional.of(query(number.isPresent() ? "" : given, filter, last))
                : Optional.empty(),
            last,
            Optional.empty());
      }
    }
    return new Model(
        given, filter, Optional.of(As.ANY), List.of(), Optional.empty(), "", Optional.empty());
  }

  private static List<As> kinds(String given, Optional<PhoneNumber> number) {
    if (given.isEmpty()) {
      return List.of(As.ANY);
    }
    List<As> kinds = new ArrayList<>();
    number.ifPresent(there -> kinds.add(As.NUMBER));
    kinds.addAll(List.of(As.REQUEST_ID, As.REFERENCE, As.VENDOR_ID));
    return kinds;
  }

  private static SearchQuery query(
      As as, String given, Optional<PhoneNumber> number, Filter filter, Optional<Long> below) {
    return new SearchQuery(
        as == As.NUMBER ? number : Optional.empty(),
        some(filter.consumer()),
        some(filter.channel()),
        some(filter.state())
            .flatMap(
                name ->
                    Arrays.stream(DeliveryState.values())
                        .filter(state -> state.name().equals(name))
                        .findFirst()),
        Form.time(filter.from()),
        Form.time(filter.to()),
        below,
        new SearchQuery.Names(
            as == As.REQUEST_ID ? Optional.of(given) : Optional.empty(),
            as == As.REFERENCE ? Optional.of(given) : Optional.empty(),
            as == As.VENDOR_ID ? Optional.of(given) : Optional.empty()));
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  private static String query(String given, Filter filter, String below) {
    return Form.query(
        "q", given,
        "consumer", filter.consumer(),
        "channel", filter.channel(),
        "state", filter.state(),
        "from", filter.from(),
        "to", filter.to(),
        "below", below);
  }
}
