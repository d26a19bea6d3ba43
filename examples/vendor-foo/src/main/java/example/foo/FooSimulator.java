package example.foo;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.SegmentLength;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.Form;
import dev.yizhan.sandbox.server.FormDialect;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Operation;
import dev.yizhan.sandbox.server.RawRequest;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Answers as Foo's server does. */
public final class FooSimulator implements VendorSimulator {

  private static final FormDialect LINES =
      new FormDialect(
          FormEncoding.UTF_8,
          "text/plain; charset=utf-8",
          UnaryOperator.identity(),
          Optional.empty(),
          Form.Names.AS_WRITTEN,
          FooCode.BUSY.code());

  /** For {@link java.util.ServiceLoader}. */
  public FooSimulator() {}

  @Override
  public String name() {
    return "foo";
  }

  @Override
  public Map<String, HttpServlet> servlets(VendorWorld world) {
    return VendorServlets.forms(
        Map.of(
            "/send",
            Operation.of("user password product to text", (form, raw) -> send(world, form, raw)),
            "/balance",
            Operation.of("user password", (form, raw) -> balance(world, form))),
        LINES);
  }

  private static String send(VendorWorld world, Form form, RawRequest raw) {
    Login login = form.login("user", "password");
    if (world.accounts().balance(login).isEmpty()) {
      return FooCode.WRONG_LOGIN.code();
    }
    Sending sending = new Sending(form.numbers("to"), form.get("text"), raw);
    if (world.isForbidden(sending.text())) {
      return FooCode.FORBIDDEN_WORD.code();
    }
    int segments = SegmentLength.DEFAULT.segments(sending.text()) * sending.numbers().size();
    if (world.accounts().charge(login, BigDecimal.valueOf(segments)).isEmpty()) {
      return FooCode.NO_MONEY.code();
    }
    String id = Long.toString(world.nextNumber());
    sending.numbers().forEach(phone -> world.deliver(login.user(), id, phone, sending));
    return "OK " + id;
  }

  private static String balance(VendorWorld world, Form form) {
    return world
        .accounts()
        .balance(form.login("user", "password"))
        .map(balance -> "OK " + balance)
        .orElse(FooCode.WRONG_LOGIN.code());
  }

  @Override
  public List<String> questions() {
    return List.of("/balance");
  }
}
