package dev.yizhan.gateway.soap.page;

import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call of an operation with sample values.
 *
 * @param children of the request
 */
public record SampleCall(
    String service,
    String operation,
    List<ContractModel.Child> children,
    ContractModel.Complex response) {

  public static final String TEXT = "您的验证码是246810，五分钟内有效。【驿站】";

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("recipient", "13800138000"),
          Map.entry("number", "13800138000"),
          Map.entry("text", TEXT),
          Map.entry("requestId", "order-4711"),
          Map.entry("id", "912126807741066924"),
          Map.entry("submissionId", "912126807741066924"),
          Map.entry("position", "0"),
          Map.entry("kind", "REPORTS"),
          Map.entry("channel", "winic-http"),
          Map.entry("account", "winic"),
          Map.entry("consumer", "shop"),
          Map.entry("from", "2026-01-01"),
          Map.entry("to", "2026-01-31"),
          Map.entry("state", "DELIVERED"),
          Map.entry("newUser", "shop2"),
          Map.entry("password", "a-password"),
          Map.entry("newPassword", "a-new-password"),
          Map.entry("reason", "confirmed by the vendor on the phone"));

  private static final Set<String> SHOWN = Set.of("requestId");

  public static SampleCall of(String service, String operation, ContractModel model) {
    return new SampleCall(
        service,
        operation,
        model.message(operation).children(),
        model.message(operation + "Response"));
  }

  public List<ContractModel.Child> shown() {
    return shown(children);
  }

  /** The elements that a sample has: the required ones, and few of the optional ones. */
  public static List<ContractModel.Child> shown(List<ContractModel.Child> children) {
    boolean isSend = children.stream().anyMatch(child -> child.name().equals("waitSeconds"));
    boolean isQuery = children.stream().allMatch(ContractModel.Child::optional);
    // A search returns the newest first, so position 0 would find nothing.
    boolean isSearch = children.stream().anyMatch(child -> child.name().equals("number"));
    // Of consumer and account, a change needs one, unless it names a submission. A statement is of
    // all.
    boolean needsConsumer =
        !isSend
            && !isQuery
            && children.stream().noneMatch(child -> child.name().matches("submissionId|from"));
    return children.stream()
        .filter(
            child ->
                !child.optional()
                    || child.name().equals("submissionId")
                    || isSend && SHOWN.contains(child.name())
                    || needsConsumer && child.name().equals("consumer")
                    || isQuery && child.name().matches(isSearch ? "id|number" : "id|position"))
        .filter(
            child -> !isQuery || !children.get(0).name().equals("id") || child.name().equals("id"))
        .toList();
  }

  public static String value(ContractModel.Child child) {
    return VALUES.getOrDefault(child.name(), "1");
  }

  /** Children of the response, without those that are in the request too. */
  public List<ContractModel.Child> results() {
    return response.children().stream()
        .filter(result -> children.stream().noneMatch(child -> isSame(child, result)))
        .toList();
  }

  public boolean isInBoth(ContractModel.Child child) {
    return response.children().stream().anyMatch(result -> isSame(child, result));
  }

  /** Stacks that unwrap messages make one argument of an element that is in both. */
  private static boolean isSame(ContractModel.Child child, ContractModel.Child result) {
    return child.name().equals(result.name())
        && child.type() instanceof ContractModel.Simple given
        && result.type() instanceof ContractModel.Simple returned
        && given.base().equals(returned.base());
  }
}
