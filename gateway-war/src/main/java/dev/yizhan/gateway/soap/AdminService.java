package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.wsdl.gateway.ChangePassword;
import dev.yizhan.wsdl.gateway.ChangePasswordResponse;
import dev.yizhan.wsdl.gateway.FindSubmissions;
import dev.yizhan.wsdl.gateway.FindSubmissionsResponse;
import dev.yizhan.wsdl.gateway.GetAccount;
import dev.yizhan.wsdl.gateway.GetAccountResponse;
import dev.yizhan.wsdl.gateway.ListProblems;
import dev.yizhan.wsdl.gateway.ListProblemsResponse;
import dev.yizhan.wsdl.gateway.RegisterAccount;
import dev.yizhan.wsdl.gateway.RegisterAccountResponse;
import dev.yizhan.wsdl.gateway.ResumeChannel;
import dev.yizhan.wsdl.gateway.ResumeChannelResponse;
import dev.yizhan.wsdl.gateway.SettleDelivery;
import dev.yizhan.wsdl.gateway.SettleDeliveryResponse;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import dev.yizhan.wsdl.gateway.SuspendChannel;
import dev.yizhan.wsdl.gateway.SuspendChannelResponse;

/** The operations of admins, for one consumer, who must be an admin. */
public final class AdminService implements SmsGatewayAdmin {

  private final Consumer consumer;

  /**
   * Serves a consumer.
   *
   * @param consumer who calls
   */
  public AdminService(Consumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public GetAccountResponse getAccount(GetAccount request) {
    throw unbuilt("GetAccount");
  }

  @Override
  public RegisterAccountResponse registerAccount(RegisterAccount request) {
    throw unbuilt("RegisterAccount");
  }

  @Override
  public ChangePasswordResponse changePassword(ChangePassword request) {
    throw unbuilt("ChangePassword");
  }

  @Override
  public FindSubmissionsResponse findSubmissions(FindSubmissions request) {
    throw unbuilt("FindSubmissions");
  }

  @Override
  public SettleDeliveryResponse settleDelivery(SettleDelivery request) {
    throw unbuilt("SettleDelivery");
  }

  @Override
  public SuspendChannelResponse suspendChannel(SuspendChannel request) {
    throw unbuilt("SuspendChannel");
  }

  @Override
  public ResumeChannelResponse resumeChannel(ResumeChannel request) {
    throw unbuilt("ResumeChannel");
  }

  @Override
  public ListProblemsResponse listProblems(ListProblems request) {
    throw unbuilt("ListProblems");
  }

  private GatewayException unbuilt(String operation) {
    return consumer.role() == Consumer.Role.ADMIN
        ? ConsumerService.unbuilt(operation)
        : GatewayException.of(
            FaultCode.NOT_ALLOWED, "This consumer is no admin: ask the gateway's operator");
  }
}
