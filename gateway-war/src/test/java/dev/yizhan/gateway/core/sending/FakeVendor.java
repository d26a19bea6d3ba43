package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.Capacity;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Limits;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Planner;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A vendor that plans and answers as a test says, and remembers the calls. */
final class FakeVendor implements VendorClient {

  private final List<Message> planned = new ArrayList<>();
  private final List<VendorCall> calls = new ArrayList<>();
  private Supplier<Outcome<Sent>> outcome = () -> new Outcome.Accepted<>(Sent.withId("1"));
  private UnaryOperator<Planner> checks = UnaryOperator.identity();
  private int recipientsPerCall = 100;

  FakeVendor answering(Supplier<Outcome<Sent>> other) {
    outcome = other;
    return this;
  }

  FakeVendor answering(Outcome<Sent> other) {
    return answering(() -> other);
  }

  FakeVendor refusing() {
    checks = planner -> planner.refuse(Refusal.Reason.TEXT_LENGTH, "the text is too long");
    return this;
  }

  FakeVendor failingToPlan() {
    checks =
        planner -> {
          throw new IllegalStateException("a vendor's bug");
        };
    return this;
  }

  FakeVendor accepting(int recipients) {
    recipientsPerCall = recipients;
    return this;
  }

  List<Message> planned() {
    return List.copyOf(planned);
  }

  List<VendorCall> calls() {
    return List.copyOf(calls);
  }

  Channel channel(String name) {
    return channel(name, ChannelRules.NONE);
  }

  Channel channel(String name, ChannelRules rules) {
    return new Channel(
        name,
        name,
        "fake",
        Binding.HTTP_POST,
        VendorConnection.fixed(
            request -> {
              throw new AssertionError("no poll");
            },
            this),
        rules,
        Capacity.DEFAULT);
  }

  @Override
  public Abilities abilities() {
    return Abilities.of(Limits.of(recipientsPerCall), Set.of());
  }

  @Override
  public Plan plan(Message message) {
    planned.add(message);
    return checks
        .apply(Planner.of(message, UnaryOperator.identity()))
        .plan(Limits.of(recipientsPerCall), recipientsPerCall);
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    calls.add(call);
    return outcome.get();
  }

  @Override
  public Outcome<Balance> balance() {
    throw new UnsupportedOperationException();
  }
}
