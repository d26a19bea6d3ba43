package dev.yizhan.vendor;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a program needs to know about one vendor's service: what it is called, how it is
 * reached, what may be configured, and how a client for an account is made.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}: a jar names its own in {@code
 * META-INF/services/dev.yizhan.vendor.Vendor}, with a public constructor without parameters. They
 * have no state and are thread-safe.
 */
public interface Vendor {

  /**
   * The name of the service in configurations, for example {@code winic-http}.
   *
   * @return small letters, digits and {@code -}; unique among the vendors of a program
   */
  String name();

  /**
   * The transports that the service accepts.
   *
   * @return one or more
   */
  Set<Binding> transports();

  /**
   * What the service can do with the right settings; an account may be able to do less ({@link
   * VendorClient#abilities}).
   *
   * @return the most that it can do beyond sending a text to a mainland mobile
   */
  Set<Ability> abilities();

  /**
   * The limits of the vendor's document.
   *
   * @param transport one of {@link #transports}
   * @return limits of one call
   */
  Limits limits(Binding transport);

  /**
   * The settings that only this service has, besides {@link LimitSettings#ALL}.
   *
   * @return in the order of reference pages
   */
  List<Setting<?>> settings();

  /**
   * The codes with which the service rejects a send or a query.
   *
   * @return every code of the vendor's tables
   */
  List<ResultCode> resultCodes();

  /**
   * Makes a client for one account. Nothing is sent.
   *
   * @param access where the vendor is, by which of its transports, and the account
   * @param values of {@link #settings} and {@link LimitSettings#ALL}
   * @param transport carries the client's calls; the caller closes it
   * @return a client
   * @throws CodecException if the vendor's charset or encryption cannot carry user or password
   * @throws IllegalArgumentException if the transport is none of the vendor's
   */
  VendorClient open(Access access, SettingValues values, Transport transport);

  /**
   * Identifies the account at the vendor. Services of one company that share accounts give the same
   * identity for the same account, whatever their addresses.
   *
   * @param access the account
   * @return equal for two channels whose polls would take each other's reports
   */
  default String accountIdentity(Access access) {
    return name() + ' ' + access.credentials().user();
  }

  /**
   * Reads what the vendor pushes.
   *
   * @return a reader; empty if the vendor does not push
   */
  default Optional<PushReader> pushReader() {
    return Optional.empty();
  }
}
