package dev.yizhan.door.winnerlook;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.SubmitInfoKey;
import dev.yizhan.codec.WeakHash;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.CallKeys;
import dev.yizhan.door.Codes;
import dev.yizhan.door.Desk;
import dev.yizhan.door.Door;
import dev.yizhan.door.ExampleCall;
import dev.yizhan.door.IdRange;
import dev.yizhan.door.PushFormat;
import dev.yizhan.sandbox.server.Protocol;
import dev.yizhan.sandbox.server.WinnerlookOperations;
import java.util.List;
import java.util.Optional;

/** winnerlook's trigger service (document 5). */
public final class WinnerlookDoor implements Door {

  private static final Protocol<Desk> PROTOCOL =
      WinnerlookOperations.PROTOCOL.on(WinnerlookDesk::new);

  private static final CallKeys KEYS =
      new CallKeys() {
        @Override
        public String of(String password) {
          return WeakHash.desKey(password);
        }

        @Override
        public String form() {
          return "8 hexadecimal digits in upper case, with which the SHA-1 of the password begins";
        }

        @Override
        public boolean isOne(String text) {
          try {
            return SubmitInfoKey.of(text) != null;
          } catch (CodecException e) {
            return false;
          }
        }
      };

  /** For {@link java.util.ServiceLoader}. */
  public WinnerlookDoor() {}

  @Override
  public String name() {
    return "winnerlook";
  }

  @Override
  public Protocol<Desk> protocol() {
    return PROTOCOL;
  }

  @Override
  public IdRange ids() {
    return WinnerlookCodes.IDS;
  }

  @Override
  public boolean hasReports() {
    return true;
  }

  @Override
  public boolean hasClientIds() {
    return true;
  }

  @Override
  public Optional<CallKeys> callKeys() {
    return Optional.of(KEYS);
  }

  @Override
  public Optional<PushFormat> pushFormat() {
    return Optional.of(new WinnerlookPush());
  }

  @Override
  public ExampleCall example(String user, String presented) {
    return new ExampleCall(
        "/winnerrxd/api/trigger/SendMsg",
        FormEncoding.UTF_8.encode(
            List.of(
                new Parameter("userCode", user),
                new Parameter("userPass", presented),
                new Parameter("DesNo", ExampleCall.NUMBER),
                new Parameter("Msg", ExampleCall.TEXT))));
  }

  @Override
  public Codes<? extends ResultCode> sendCodes() {
    return WinnerlookCodes.OF_SENDS;
  }

  @Override
  public List<? extends ResultCode> protocolCodes() {
    return WinnerlookCodes.OF_PROTOCOL;
  }
}
