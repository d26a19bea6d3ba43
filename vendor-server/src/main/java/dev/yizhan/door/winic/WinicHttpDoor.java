package dev.yizhan.door.winic;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.Desk;
import dev.yizhan.door.Door;
import dev.yizhan.door.ExampleCall;
import dev.yizhan.door.IdRange;
import dev.yizhan.sandbox.server.Protocol;
import dev.yizhan.sandbox.server.WinicOperations;
import java.util.List;

/** winic's HTTP service (document 1), which has no call for reports. */
public final class WinicHttpDoor implements Door {

  private static final Protocol<Desk> PROTOCOL = WinicOperations.HTTP.on(WinicDesk::new);

  /** For {@link java.util.ServiceLoader}. */
  public WinicHttpDoor() {}

  @Override
  public String name() {
    return "winic-http";
  }

  @Override
  public String company() {
    return WinicCodes.COMPANY;
  }

  @Override
  public Protocol<Desk> protocol() {
    return PROTOCOL;
  }

  @Override
  public IdRange ids() {
    return WinicCodes.IDS;
  }

  @Override
  public boolean hasReports() {
    return false;
  }

  @Override
  public ExampleCall example(String user, String presented) {
    return new ExampleCall(
        "/sys_port/gateway/index.asp",
        FormEncoding.GB2312.encode(
            List.of(
                new Parameter("id", user),
                new Parameter("pwd", presented),
                new Parameter("to", ExampleCall.NUMBER),
                new Parameter("content", ExampleCall.TEXT),
                new Parameter("time", ""))));
  }

  @Override
  public Codes<? extends ResultCode> sendCodes() {
    return WinicCodes.OF_SENDS;
  }

  @Override
  public List<? extends ResultCode> protocolCodes() {
    return WinicCodes.OF_PROTOCOL;
  }
}
