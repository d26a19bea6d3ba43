package example.foo;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.FormClient;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Limits;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Planner;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls Foo for one account. */
final class FooClient implements VendorClient {

  private static final int LONGEST_TEXT = 500;

  private final Access access;
  private final Limits limits;
  private final String product;
  private final FormClient client;

  FooClient(Access access, Limits limits, String product, Transport transport) {
    this.access = access;
    this.limits = limits;
    this.product = product;
    this.client =
        FormClient.of(access.address(), access.binding().method(), FormEncoding.UTF_8, transport);
  }

  @Override
  public Abilities abilities() {
    return Abilities.of(limits, Set.of());
  }

  @Override
  public Plan plan(Message message) {
    Planner planner =
        Planner.of(message, text -> text)
            .encodable(FormEncoding.UTF_8, access.binding())
            .length(1, LONGEST_TEXT)
            .reaches(Set.of(PhoneNumber.Kind.MOBILE))
            .withoutExtension()
            .withoutMessageType();
    return planner.plan(limits, limits.recipientsPerCall());
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    Credentials account = access.credentials();
    return client.call(
        "/send",
        List.of(
            new Parameter("user", account.user()),
            new Parameter("password", account.password()),
            new Parameter("product", product),
            new Parameter(
                "to",
                call.recipients().stream()
                    .map(PhoneNumber::digits)
                    .collect(Collectors.joining(","))),
            new Parameter("text", call.text())),
        answer -> FooAnswer.parse(answer).map(Sent::withId));
  }

  @Override
  public Outcome<Balance> balance() {
    Credentials account = access.credentials();
    return client.call(
        "/balance",
        List.of(
            new Parameter("user", account.user()), new Parameter("password", account.password())),
        answer ->
            FooAnswer.parse(answer)
                .map(amount -> new Balance(new BigDecimal(amount), Balance.Unit.MESSAGES)));
  }
}
