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

/** winic's asmx service (document 2). */
public final class WinicAsmxDoor implements Door {

  private static final Protocol<Desk> PROTOCOL = WinicOperations.ASMX.on(WinicDesk::new);

  /** For {@link java.util.ServiceLoader}. */
  public WinicAsmxDoor() {}

  @Override
  public String name() {
    return "winic-asmx";
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
    return true;
  }

  @Override
  public boolean managesAccounts() {
    return true;
  }

  @Override
  public ExampleCall example(String user, String presented) {
    return new ExampleCall(
        "/service.asmx/SendMessages",
        FormEncoding.UTF_8.encode(
            List.of(
                new Parameter("uid", user),
                new Parameter("pwd", presented),
                new Parameter("tos", ExampleCall.NUMBER),
                new Parameter("msg", ExampleCall.TEXT),
                new Parameter("otime", ""))));
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
