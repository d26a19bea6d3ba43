package dev.yizhan.door.changlong;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.Desk;
import dev.yizhan.door.Door;
import dev.yizhan.door.ExampleCall;
import dev.yizhan.door.IdRange;
import dev.yizhan.sandbox.server.ChanglongOperations;
import dev.yizhan.sandbox.server.Protocol;
import java.util.List;

/** changlong's pages (document 3), with an id for each number. */
public final class ChanglongDoor implements Door {

  private static final Protocol<Desk> PROTOCOL =
      ChanglongOperations.PROTOCOL.on(ChanglongDesk::new);

  /** For {@link java.util.ServiceLoader}. */
  public ChanglongDoor() {}

  @Override
  public String name() {
    return "changlong";
  }

  @Override
  public Protocol<Desk> protocol() {
    return PROTOCOL;
  }

  @Override
  public IdRange ids() {
    return ChanglongCodes.IDS;
  }

  @Override
  public boolean hasReports() {
    return true;
  }

  @Override
  public ExampleCall example(String user, String presented) {
    return new ExampleCall(
        "/sendsms_txt.asp",
        FormEncoding.GB2312.encode(
            List.of(
                new Parameter("us_name", user),
                new Parameter("us_pwd", presented),
                new Parameter("send_phone", ExampleCall.NUMBER),
                new Parameter("send_content", ExampleCall.TEXT))));
  }

  @Override
  public Codes<? extends ResultCode> sendCodes() {
    return ChanglongCodes.OF_SENDS;
  }

  @Override
  public List<? extends ResultCode> protocolCodes() {
    return ChanglongCodes.OF_PROTOCOL;
  }
}
