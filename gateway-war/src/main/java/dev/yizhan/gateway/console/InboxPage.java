package dev.yizhan.gateway.console;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.callback.CallbackStore;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.search.FoundRecord;
import dev.yizhan.gateway.core.search.RecordPage;
import dev.yizhan.gateway.core.search.RecordQuery;
import dev.yizhan.gateway.core.search.RecordSearch;
import dev.yizhan.gateway.core.search.StoredReply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reports and inbound messages of consumers, and where their readers stand. It reads only: nothing
 * is acknowledged. A phone number is searched by POST, as in {@link FindPage}.
 */
public final class InboxPage implements Section {

  private final RecordSearch records;
  private final Callbacks callbacks;
  private final Pages pages;

  InboxPage(RecordSearch records, Callbacks callbacks, Pages pages) {
    this.records = records;
    this.callbacks = callbacks;
    this.pages = pages;
  }

  /**
   * What is looked for, as it was given; empty texts for nothing.
   *
   * @param number a phone number, which never stands in an address
   * @param to in China's time
   */
  public record Filter(RecordKind kind, String consumer, String number, String to) {

    static Filter of(Form form) {
      return new Filter(
          form.find("kind").filter("REPORTS"::equals).isPresent()
              ? RecordKind.REPORTS
              : RecordKind.REPLIES,
          form.find("consumer").orElse(""),
          form.find("number").orElse(""),
          form.find("to").orElse(""));
    }

    boolean isEmpty() {
      return consumer.isEmpty() && number.isEmpty();
    }
  }

  /**
   * What is shown.
   *
   * @param page empty before something was looked for
   * @param readers of the consumer, or of all
   * @param skipped records of the consumer, or of all
   * @param fault why nothing could be looked for
   */
  public record Model(
      Filter filter,
      Optional<RecordPage> page,
      List<InboxStore.Backlog> readers,
      List<CallbackStore.Skipped> skipped,
      Optional<String> fault) {

    /** Copies the list. */
    public Model {
      readers = List.copyOf(readers);
      skipped = List.copyOf(skipped);
    }

    /** Both kinds. */
    public List<RecordKind> kinds() {
      return Arrays.asList(RecordKind.values());
    }

    /** Whether reports are shown, not inbound messages. */
    public boolean isReports() {
      return filter.kind() == RecordKind.REPORTS;
    }

    /** Where the next page begins, if there is one. */
    public Optional<Long> next() {
      return page.flatMap(RecordPage::next);
    }

    /** The records of the page. */
    public List<FoundRecord> records() {
      return page.map(RecordPage::records).orElse(List.of());
    }

    /** The path of the next page, unless a number was looked for. */
    public String older() {
      return path(filter, next().map(String::valueOf).orElse(""));
    }
  }

  /** The path of a reader's records. */
  public static String path(InboxStore.Backlog reader) {
    return path(new Filter(reader.kind(), reader.consumer(), "", ""), "");
  }

  private static String path(Filter filter, String below) {
    return "/inbox"
        + Form.query(
            "consumer", filter.consumer(),
            "kind", filter.kind().name(),
            "to", filter.to(),
            "below", below);
  }

  @Override
  public Answer answer(Visit visit) {
    if (visit.at(1).isPresent()) {
      return text(visit);
    }
    Filter filter = Filter.of(visit.form());
    if (visit.isPost() && filter.number().isEmpty()) {
      return visit.redirect(path(filter, ""));
    }
    Optional<PhoneNumber> number =
        visit.isPost() ? PhoneNumber.find(filter.number()) : Optional.empty();
    if (visit.isPost() && number.isEmpty()) {
      return page(
          visit, 400, filter, Optional.empty(), Optional.of(visit.view().text("inbox.noNumber")));
    }
    if (filter.isEmpty()) {
      return page(visit, 200, filter, Optional.empty(), Optional.empty());
    }
    RecordPage found =
        records.find(
            new RecordQuery(
                filter.kind(),
                Optional.of(filter.consumer()).filter(name -> !name.isEmpty()),
                number,
                Form.time(filter.to()),
                visit.form().find("below").flatMap(Numbers::find)));
    return page(visit, 200, filter, Optional.of(found), Optional.empty());
  }

  private Answer page(
      Visit visit, int status, Filter filter, Optional<RecordPage> found, Optional<String> fault) {
    Optional<String> consumer = Optional.of(filter.consumer()).filter(name -> !name.isEmpty());
    return pages.page(
        status,
        "inbox",
        visit.view(),
        new Model(
            filter,
            found,
            records.readers(consumer),
            callbacks.skipped(consumer).records(),
            fault));
  }

  /** By POST only: a link that is followed by itself must leave no trace in the journal. */
  private Answer text(Visit visit) {
    long id =
        visit
            .at(2)
            .filter(given -> visit.at(1).filter("text"::equals).isPresent())
            .flatMap(Numbers::find)
            .orElseThrow(
                () ->
                    GatewayException.of(FaultCode.UNKNOWN_SUBMISSION, "There is no such message"));
    if (!visit.isPost() || !visit.operator().mayReadTexts()) {
      return pages.page(403, "message", visit.view(), visit.view().text("text.notAllowed"));
    }
    StoredReply reply = records.readReply(id, visit.operator().name());
    return pages.page(200, "reply", visit.view(), reply);
  }
}
