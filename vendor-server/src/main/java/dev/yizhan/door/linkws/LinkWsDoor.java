package dev.yizhan.door.linkws;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.WeakHash;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.Desk;
import dev.yizhan.door.Door;
import dev.yizhan.door.ExampleCall;
import dev.yizhan.door.IdRange;
import dev.yizhan.sandbox.server.LinkWsOperations;
import dev.yizhan.sandbox.server.Protocol;
import java.util.List;

/** LinkWS (document 4), which has no call for reports and takes the MD5 of the password. */
public final class LinkWsDoor implements Door {

  private static final Protocol<Desk> PROTOCOL = LinkWsOperations.PROTOCOL.on(LinkWsDesk::new);

  /** For {@link java.util.ServiceLoader}. */
  public LinkWsDoor() {}

  @Override
  public String name() {
    return "linkws";
  }

  @Override
  public Protocol<Desk> protocol() {
    return PROTOCOL;
  }

  @Override
  public IdRange ids() {
    return LinkWsCodes.IDS;
  }

  @Override
  public boolean hasReports() {
    return false;
  }

  @Override
  public String presented(String password) {
    return WeakHash.md5(password);
  }

  @Override
  public ExampleCall example(String user, String presented) {
    return new ExampleCall(
        "/sdk2/IntlSend.aspx",
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
    return LinkWsCodes.OF_SENDS;
  }

  @Override
  public List<? extends ResultCode> protocolCodes() {
    return LinkWsCodes.OF_PROTOCOL;
  }
}
