package dev.yizhan.vendor.winic;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.FullWidth;
import dev.yizhan.http.Binding;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Limits;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.WidenedSetting;
import java.util.Optional;
import java.util.Set;

/**
 * An account of winic and how it is used.
 *
 * @param access address, transport and account
 * @param limits of a call
 * @param widened the characters that are sent in full width
 * @param blanks what becomes of blanks and line ends over the HTTP service, which accepts none
 * @param repliesPort asmx: the port whose replies are polled; without one, those of all extensions
 *     are
 */
public record WinicSettings(
    Access access, Limits limits, FullWidth widened, Blanks blanks, Optional<String> repliesPort) {

  /** What becomes of blanks and line ends. */
  public enum Blanks {
    /** They are refused with their index. */
    REFUSED,
    /** They are left out. */
    STRIPPED
  }

  static final Set<Binding> HTTP_TRANSPORTS = Set.of(Binding.HTTP_POST, Binding.HTTP_GET);
  static final Setting<FullWidth> WIDENED = WidenedSetting.withDefault("`%$&#*");

  private static final int BY_GET = 100;
  private static final int HTTP_BY_POST = 5000;
  private static final int ASMX_OTHERWISE = 1000;

  /** Checks that nothing is {@code null}. */
  public WinicSettings {
    requireNonNull(access, "access");
    requireNonNull(limits, "limits");
    requireNonNull(widened, "widened");
    requireNonNull(blanks, "blanks");
    requireNonNull(repliesPort, "repliesPort");
  }

  private static WinicSettings of(Access access, Limits limits) {
    return new WinicSettings(access, limits, FullWidth.WINIC, Blanks.REFUSED, Optional.empty());
  }

  static Limits httpLimits(Binding transport) {
    return limits(transport, HTTP_BY_POST);
  }

  static Limits asmxLimits(Binding transport) {
    return limits(transport, ASMX_OTHERWISE);
  }

  private static Limits limits(Binding transport, int otherwise) {
    return Limits.of(transport == Binding.HTTP_GET ? BY_GET : otherwise);
  }

  /** The two services have several addresses and share the accounts. */
  static String accountIdentity(Access access) {
    return "winic " + access.credentials().user();
  }

  /**
   * An account of the HTTP service with the document's limits: 100 numbers by GET, 5000 by POST.
   *
   * @param access address, POST or GET, and account
   * @return the settings
   */
  public static WinicSettings http(Access access) {
    access.requireOneOf(HTTP_TRANSPORTS);
    return of(access, httpLimits(access.binding()));
  }

  /**
   * An account of the asmx service; its document names no limit, 100 numbers by GET and 1000
   * otherwise are accepted (vendor-rules §3).
   *
   * @param access address, transport and account
   * @return the settings
   */
  public static WinicSettings asmx(Access access) {
    return of(access, asmxLimits(access.binding()));
  }

  /**
   * The same with other limits.
   *
   * @param other of a call
   * @return a copy
   */
  public WinicSettings withLimits(Limits other) {
    return new WinicSettings(access, other, widened, blanks, repliesPort);
  }

  /**
   * The same with other characters in full width.
   *
   * @param characters that the vendor does not accept unchanged
   * @return a copy
   */
  public WinicSettings withWidened(FullWidth characters) {
    return new WinicSettings(access, limits, characters, blanks, repliesPort);
  }

  /**
   * The same with another treatment of blanks.
   *
   * @param treatment refused or stripped
   * @return a copy
   */
  public WinicSettings withBlanks(Blanks treatment) {
    return new WinicSettings(access, limits, widened, treatment, repliesPort);
  }

  /**
   * The same that polls the replies of a port.
   *
   * @param port the vendor's; may be empty
   * @return a copy
   */
  public WinicSettings withRepliesPort(String port) {
    return new WinicSettings(access, limits, widened, blanks, Optional.of(port));
  }
}
