package dev.yizhan.door.linkwsdomestic;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.Desk;
import dev.yizhan.door.Door;
import dev.yizhan.door.ExampleCall;
import dev.yizhan.door.IdRange;
import dev.yizhan.sandbox.server.LinkWsDomesticOperations;
import dev.yizhan.sandbox.server.Protocol;
import java.util.List;

/** LinkWS's domestic interface, as public clients call it. */
public final class LinkWsDomesticDoor implements Door {

  private static final Protocol<Desk> PROTOCOL =
      LinkWsDomesticOperations.PROTOCOL.on(LinkWsDomesticDesk::new);

  /** For {@link java.util.ServiceLoader}. */
  public LinkWsDomesticDoor() {}

  @Override
  public String name() {
    return "linkws-domestic";
  }

  @Override
  public Protocol<Desk> protocol() {
    return PROTOCOL;
  }

  @Override
  public IdRange ids() {
    return LinkWsDomesticCodes.IDS;
  }

  @Override
  public boolean hasReports() {
    return true;
  }

  @Override
  public ExampleCall example(String user, String presented) {
    return new ExampleCall(
        "/sdk2/BatchSend2.aspx",
        FormEncoding.GB2312.encode(
            List.of(
                new Parameter("CorpID", user),
                new Parameter("Pwd", presented),
                new Parameter("Mobile", ExampleCall.NUMBER),
                new Parameter("Content", ExampleCall.TEXT),
                new Parameter("Cell", ""),
                new Parameter("SendTime", ""))));
  }

  @Override
  public Codes<? extends ResultCode> sendCodes() {
    return LinkWsDomesticCodes.OF_SENDS;
  }

  @Override
  public List<? extends ResultCode> protocolCodes() {
    return LinkWsDomesticCodes.OF_PROTOCOL;
  }
}
