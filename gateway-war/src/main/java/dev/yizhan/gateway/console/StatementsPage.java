package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.statement.StatementDay;
import dev.yizhan.gateway.core.statement.StatementFilter;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.statement.StatementQuery;
import dev.yizhan.gateway.core.statement.StatementSum;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.statement.StatementText;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The statements of a month, by day and by consumer and channel, as a page and as CSV. */
public final class StatementsPage implements Section {

  /** Below the console. */
  static final String FILE = "statements.csv";

  private static final StatementLine.Key ALL = new StatementLine.Key("", "");

  private final Statements statements;
  private final BiPredicate<StatementFilter, String> isKnown;
  private final Pages pages;

  /**
   * Shows statements.
   *
   * @param isKnown whether there is something of a name
   */
  StatementsPage(Statements statements, BiPredicate<StatementFilter, String> isKnown, Pages pages) {
    this.statements = statements;
    this.isKnown = isKnown;
    this.pages = pages;
  }

  /** What is asked for, as it was given; empty texts for all. */
  public record Filter(YearMonth month, String consumer, String channel, String account) {

    static Filter of(Form form, LocalDate today) {
      return new Filter(
          MonthFilter.of(form, today),
          form.find("consumer").orElse(""),
          form.find("channel").orElse(""),
          form.find("account").orElse(""));
    }

    private String query() {
      return Form.query(
          "month", month.toString(),
          "consumer", consumer,
          "channel", channel,
          "account", account);
    }

    /** The path of the page. */
    public String path() {
      return "/statements" + query();
    }

    /** The path of the same figures as CSV. */
    public String file() {
      return "/" + FILE + query();
    }

    /** The same of another month. */
    public Filter during(YearMonth other) {
      return new Filter(other, consumer, channel, account);
    }

    /** The same of one consumer. */
    public Filter only(String name) {
      return new Filter(month, name, channel, account);
    }
  }

  /**
   * The figures of one day.
   *
   * @param isClosed whether no submission is added
   */
  public record Day(LocalDate day, boolean isClosed, StatementLine figures) {}

  /**
   * What is shown.
   *
   * @param days without those on which there was nothing
   * @param lines of the month, by consumer and channel
   * @param hasNext whether the next month has begun
   * @param fault why there is nothing
   */
  public record Model(
      Filter filter,
      List<Day> days,
      List<StatementLine> lines,
      StatementLine total,
      boolean hasNext,
      Optional<String> fault) {

    /** Copies the lists. */
    public Model {
      days = List.copyOf(days);
      lines = List.copyOf(lines);
    }
  }

  @Override
  public Answer answer(Visit visit) {
    Filter filter = Filter.of(visit.form(), statements.today());
    boolean isFile = visit.at(0).filter(FILE::equals).isPresent();
    try {
      List<StatementDay> days = find(filter);
      return isFile
          ? MonthFilter.file("statements-" + filter.month(), StatementText.csv(days))
          : page(visit, 200, filter, days, Optional.empty());
    } catch (GatewayException e) {
      if (isFile) {
        throw e;
      }
      return page(visit, 400, filter, List.of(), Optional.of(visit.view().fault(e)));
    }
  }

  private List<StatementDay> find(Filter filter) {
    Map<StatementFilter, String> given = new TreeMap<>();
    given.put(StatementFilter.CONSUMER, filter.consumer());
    given.put(StatementFilter.CHANNEL, filter.channel());
    given.put(StatementFilter.ACCOUNT, filter.account());
    given.values().removeIf(String::isEmpty);
    List<StatementDay> days =
        statements.find(
            new StatementQuery(
                statements.month(filter.month()),
                Optional.ofNullable(given.get(StatementFilter.CONSUMER)),
                Optional.ofNullable(given.get(StatementFilter.CHANNEL)),
                Optional.ofNullable(given.get(StatementFilter.ACCOUNT))));
    // What is no longer configured still has figures.
    if (days.stream().allMatch(day -> day.lines().isEmpty())) {
      given.forEach((kind, name) -> kind.require(isKnown, name));
    }
    return days;
  }

  private Answer page(
      Visit visit, int status, Filter filter, List<StatementDay> days, Optional<String> fault) {
    List<StatementLine> all = days.stream().flatMap(day -> day.lines().stream()).toList();
    return pages.page(
        status,
        "statements",
        visit.view(),
        new Model(
            filter,
            days.stream()
                .filter(day -> !day.lines().isEmpty())
                .map(day -> new Day(day.day(), day.isClosed(), sum(day.lines())))
                .toList(),
            byLine(all),
            sum(all),
            filter.month().isBefore(YearMonth.from(statements.today())),
            fault));
  }

  private static StatementLine sum(Collection<StatementLine> lines) {
    return StatementSum.of(ALL, "", lines);
  }

  /** A channel that moved to another account has a line for each. */
  private static List<StatementLine> byLine(List<StatementLine> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                StatementLine::key,
                TreeMap::new,
                Collectors.groupingBy(StatementLine::account, TreeMap::new, Collectors.toList())))
        .entrySet()
        .stream()
        .flatMap(
            ofKey ->
                ofKey.getValue().entrySet().stream()
                    .map(
                        ofAccount ->
                            StatementSum.of(
                                ofKey.getKey(), ofAccount.getKey(), ofAccount.getValue())))
        .toList();
  }
}
