package dev.yizhan.gateway.crash;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.code.WinnerlookCode;
import dev.yizhan.gateway.crash.Consumers.Result;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.Vendors;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import dev.yizhan.vendor.setting.SettingValues;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A program of winnerlook's, at the front doors of the nodes. A request id is its {@code
 * customerUuid}. Each tenth message is one that the vendor behind rejects.
 */
final class DoorClient implements Consumers.Link {

  private static final int REJECTED = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final VendorHttp http = VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(TIMEOUT));
  private final List<VendorClient> nodes;
  private final Random random;
  private VendorClient node;

  /**
   * Opens.
   *
   * @param ports of the nodes' front doors
   * @param user whose password is {@code demo}
   */
  DoorClient(List<Integer> ports, String user, int seed) {
    random = new Random(seed);
    nodes =
        ports.stream()
            .map(
                port ->
                    Vendors.installed()
                        .named("winnerlook")
                        .open(
                            new Access(
                                URI.create("http://127.0.0.1:" + port + "/yizhan/door/winnerlook"),
                                Binding.HTTP_POST,
                                new Credentials(user, "demo")),
                            SettingValues.of(Map.of()),
                            http))
            .toList();
    node = nodes.get(random.nextInt(nodes.size()));
  }

  @Override
  public Result send(Optional<String> requestId, String phone) {
    boolean isRejected = Long.parseLong(phone) % REJECTED == 0;
    Message message =
        new Message(
            List.of(PhoneNumber.of(phone)),
            (isRejected ? World.FORBIDDEN_WORD : "") + "您的验证码是" + phone + "【驿站】");
    VendorCall call = node.plan(message).calls().get(0);
    // One that is never repeated has an id that no other has, so that it stays one of its own.
    Outcome<Sent> outcome =
        node.send(
            call.withId(
                requestId.orElseGet(
                    () -> "n" + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE))));
    Result result = result(outcome);
    if (result.kind() != Result.Kind.ACCEPTED) {
      node = nodes.get(random.nextInt(nodes.size()));
    }
    return result;
  }

  private static Result result(Outcome<Sent> outcome) {
    return outcome.match(
        accepted -> new Result(Result.Kind.ACCEPTED, accepted.value().ids().get(0)),
        rejected ->
            new Result(
                Result.Kind.REFUSED,
                rejected.code() == WinnerlookCode.NO_ROUTE
                    ? Result.UNAVAILABLE
                    : rejected.code().code()),
        notSent -> new Result(Result.Kind.REFUSED, Result.UNAVAILABLE),
        unknown -> new Result(Result.Kind.NOTHING, "no answer"));
  }

  /** The next delivery reports; none if there is no answer. */
  List<Report> reports() {
    return records(node.reports(http));
  }

  /** The next inbound messages; none if there is no answer. */
  List<Reply> replies() {
    return records(node.replies(http));
  }

  private <T> List<T> records(Outcome<Records<T>> outcome) {
    List<T> good =
        outcome.match(
            accepted -> accepted.value().good(),
            rejected -> List.of(),
            notSent -> List.of(),
            unknown -> List.of());
    node = nodes.get(random.nextInt(nodes.size()));
    return good;
  }

  @Override
  public void close() {
    http.close();
  }
}
